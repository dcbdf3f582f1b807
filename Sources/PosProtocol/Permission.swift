/// What a client may do; the words of `session.hello` and of `allow` in the configuration.
package enum Permission: String, Codable, CaseIterable, Hashable, Sendable {
  /// The device list and all states.
  case observe
  /// Scans.
  case input
  /// Swipes and cards, masked.
  case cards
  /// Full tracks and APDUs.
  case cardData
  case print
  case drawer
  /// Displays and speech.
  case display
  /// Raw access, jobs of others, recording.
  case admin
}

/// A set of permissions in one byte: it is asked at every request and every event.
package struct PermissionSet: OptionSet, Hashable, Sendable {
  package var rawValue: UInt8

  package init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  package init(_ permissions: some Sequence<Permission>) {
    self.init(rawValue: 0)
    for permission in permissions { rawValue |= permission.bit }
  }

  package static let all = PermissionSet(Permission.allCases)
  /// What root and the group `posd` have when the configuration does not say otherwise.
  package static let standard = PermissionSet(Permission.allCases.filter { $0 != .cardData })

  package func contains(_ permission: Permission) -> Bool {
    rawValue & permission.bit != 0
  }

  /// The permissions in the order of their declaration.
  package var permissions: [Permission] {
    Permission.allCases.filter(contains)
  }
}

extension Permission {
  fileprivate var bit: UInt8 {
    switch self {
    case .observe: 1
    case .input: 2
    case .cards: 4
    case .cardData: 8
    case .print: 16
    case .drawer: 32
    case .display: 64
    case .admin: 128
    }
  }
}
