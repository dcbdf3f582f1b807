extension PosError {
  /// The stable words of `error.data.code`, with their UnifiedPOS result codes (UnifiedPOS 1.14, appendix "Result codes").
  package enum Code: String, Codable, CaseIterable, Hashable, Sendable {
    case noSuchDevice, claimed, notClaimed, disabled, illegal, noHardware, offline, failure, timeout, busy
    case coverOpen, paperEnd
    case permissionDenied, lineTooLong, tooManyConnections
    case cardRemoved, cardLocked, torn
    case unsupported, expired

    /// UnifiedPOS: 101–113 general, 201 and up extended by device class.
    package var upos: Int {
      switch self {
      case .claimed: 102
      case .notClaimed: 103
      case .disabled: 105
      case .illegal, .unsupported, .permissionDenied, .lineTooLong: 106
      case .noHardware: 107
      case .offline: 108
      case .noSuchDevice: 109
      case .failure, .cardRemoved, .cardLocked, .expired: 111
      case .timeout: 112
      case .busy, .tooManyConnections: 113
      case .coverOpen: 201
      case .paperEnd, .torn: 203
      }
    }

    /// Whether the same request can succeed later without anybody changing the request.
    package var retryable: Bool {
      switch self {
      case .claimed, .noHardware, .offline, .timeout, .busy, .coverOpen, .paperEnd, .tooManyConnections, .cardRemoved:
        true
      default: false
      }
    }
  }
}
