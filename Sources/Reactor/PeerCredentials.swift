import CLinux
import Glibc

/// Who connected to a Unix socket, as the kernel vouches for it.
package struct PeerCredentials: Hashable, Sendable {
  /// Zero for a peer of another pid namespace.
  package var pid: Int32
  package var uid: UInt32
  package var gid: UInt32
  /// The supplementary groups.
  package var groups: [UInt32]

  package init(pid: Int32, uid: UInt32, gid: UInt32, groups: [UInt32] = []) {
    self.pid = pid
    self.uid = uid
    self.gid = gid
    self.groups = groups
  }

  /// The credentials at the time of the peer's connect(2).
  package init(of descriptor: CInt) throws(SystemError) {
    var pid: pid_t = 0
    var uid: uid_t = 0
    var gid: gid_t = 0
    _ = try syscall("getsockopt SO_PEERCRED") { posd_peer_credentials(descriptor, &pid, &uid, &gid) }
    self.init(pid: pid, uid: uid, gid: gid, groups: try Self.groups(of: descriptor))
  }

  private static func groups(of descriptor: CInt) throws(SystemError) -> [UInt32] {
    var few: [gid_t] = Array(repeating: 0, count: 64)
    do throws(SystemError) {
      let count = try syscall("getsockopt SO_PEERGROUPS") { posd_peer_groups(descriptor, &few, 64) }
      return Array(few[..<Int(count)])
    } catch  where error.errno == ERANGE {
      // NGROUPS_MAX of Linux.
      var all: [gid_t] = Array(repeating: 0, count: 65536)
      let count = try syscall("getsockopt SO_PEERGROUPS") { posd_peer_groups(descriptor, &all, 65536) }
      return Array(all[..<Int(count)])
    }
  }
}
