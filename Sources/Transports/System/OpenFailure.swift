import Glibc
import PosModel
import Reactor

/// Says in a technician's words why a device node could not be opened.
enum OpenFailure {
  /// Searches for the holder when the node is busy, so it runs on a worker.
  static func error(_ error: SystemError, opening node: String) -> PosError {
    switch error.errno {
    case EACCES, EPERM:
      PosError(
        .permissionDenied, "posd may not open \(node)",
        remedy:
          "install posd's udev rules (posd rules) and check that the daemon's user is in their group; then replug",
        cause: error.symbol)
    case EBUSY:
      busy(node, cause: error.symbol)
    case ENOENT, ENXIO, ENODEV:
      PosError(
        .noHardware, "\(node) is not there", remedy: "plug the device in and switch it on", cause: error.symbol)
    default:
      PosError(.failure, "\(node) cannot be opened", remedy: "replug the device", cause: "\(error)")
    }
  }

  static func busy(_ node: String, cause: String) -> PosError {
    if let holder = HolderSearch.holder(of: node) {
      return PosError(.busy, "\(node) is held by \(holder)", remedy: "stop \(holder)", cause: cause)
    }
    return PosError(
      .busy, "\(node) is held by another program",
      remedy: "find it as root with: fuser -v \(node)", cause: cause)
  }
}
