/// Whether print jobs can be kept.
enum StateFolderCheck: DoctorCheck {
  static let name = "state"

  /// Below it a receipt with pictures may not fit.
  private static let enough: UInt64 = 64 << 20

  static func findings(in till: TillFacts) -> [Finding] {
    let path = till.state.path
    switch till.state.access {
    case .missing: return [ok("\(path) is made at the first start")]
    case .noFolder: return [problem("\(path) is no folder: print jobs cannot be kept", "move it away")]
    case .readOnly:
      return [problem("\(path) is on a file system that cannot be written: print jobs cannot be kept", "mount it rw")]
    case .forbidden:
      return [
        problem(
          "posd's user cannot write to \(path): print jobs cannot be kept",
          "chown -R posd:posd \(path) && chmod 0750 \(path), or posd run --state-dir")
      ]
    case .writable: break
    }
    guard let free = till.state.freeBytes, free < enough else { return [ok("\(path) can be written")] }
    return [
      problem("\(path) has only \(free >> 20) MiB left: print jobs will be refused", "make room on its file system")
    ]
  }
}
