import CLinux
import Glibc

/// Finds out who else has a device node open, for error messages.
///
/// It walks all of /proc and therefore runs on a worker. Processes of other users show their descriptors only to root.
enum HolderSearch {
  /// `pcscd (pid 812)` for the first process but this one that has `node` open.
  static func holder(of node: String, proc: String = "/proc") -> String? {
    let tree = SysfsTree(root: proc)
    guard let target = tree.resolved(node) else { return nil }
    let own = String(getpid())
    for pid in tree.names(in: proc, limit: 1 << 16) where pid != own && pid.allSatisfy({ $0.isASCII && $0.isNumber }) {
      let directory = "\(proc)/\(pid)/fd"
      guard tree.names(in: directory).contains(where: { tree.link("\(directory)/\($0)") == target }) else { continue }
      return "\(tree.text("\(proc)/\(pid)/comm") ?? "a process") (pid \(pid))"
    }
    return nil
  }
}
