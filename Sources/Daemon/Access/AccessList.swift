import Glibc
import PosProtocol
import Reactor

/// Who may do what: the rules of the configuration, first match wins, then the standard ones.
package struct AccessList: Sendable {
  private enum Subject {
    case uid(UInt32)
    case gid(UInt32)
  }

  private var rules: [(subject: Subject, allow: PermissionSet)] = []
  /// Names that this machine does not know; their rules match nobody.
  package private(set) var unknown: [String] = []

  /// Looks the names up in the system's databases now, so that no connection waits for them.
  ///
  /// `owner` is the user who started a private daemon.
  package init(rules: [AccessRule] = [], owner: UInt32? = nil) {
    for rule in rules {
      switch rule.subject {
      case .user(let name):
        if let uid = UInt32(name) ?? Self.uid(ofUser: name) {
          self.rules.append((.uid(uid), rule.allow))
        } else {
          unknown.append(name)
        }
      case .group(let name):
        if let gid = UInt32(name) ?? Self.gid(ofGroup: name) {
          self.rules.append((.gid(gid), rule.allow))
        } else {
          unknown.append(name)
        }
      }
    }
    if let owner { self.rules.append((.uid(owner), .all)) }
    self.rules.append((.uid(0), .standard))
    if let gid = Self.gid(ofGroup: "posd") { self.rules.append((.gid(gid), .standard)) }
  }

  package func permissions(of peer: PeerCredentials) -> PermissionSet {
    for rule in rules {
      switch rule.subject {
      case .uid(let uid) where uid == peer.uid: return rule.allow
      case .gid(let gid) where gid == peer.gid || peer.groups.contains(gid): return rule.allow
      default: continue
      }
    }
    return []
  }

  private static let bufferLimit = 1 << 20

  private static func uid(ofUser name: String) -> UInt32? {
    var size = 1_024
    while size <= bufferLimit {
      var entry = passwd()
      var found: UnsafeMutablePointer<passwd>?
      var buffer = [CChar](repeating: 0, count: size)
      let status = getpwnam_r(name, &entry, &buffer, size, &found)
      guard status == ERANGE else { return status == 0 && found != nil ? entry.pw_uid : nil }
      size *= 4
    }
    return nil
  }

  private static func gid(ofGroup name: String) -> UInt32? {
    var size = 1_024
    while size <= bufferLimit {
      var entry = group()
      var found: UnsafeMutablePointer<group>?
      var buffer = [CChar](repeating: 0, count: size)
      let status = getgrnam_r(name, &entry, &buffer, size, &found)
      guard status == ERANGE else { return status == 0 && found != nil ? entry.gr_gid : nil }
      size *= 4
    }
    return nil
  }
}
