import Glibc
import PosModel

/// Writes a file, in place of one that is there; standard output for `-`.
func writeFile(_ path: String, _ bytes: [UInt8]) throws {
  let descriptor = path == "-" ? 1 : open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
  guard descriptor >= 0 else { throw unwritable(path) }
  defer { if descriptor != 1 { close(descriptor) } }
  var rest = bytes[...]
  while !rest.isEmpty {
    let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    if count < 0, errno == EINTR { continue }
    if count < 0 { throw unwritable(path) }
    rest = rest.dropFirst(count)
  }
}

private func unwritable(_ path: String) -> PosError {
  PosError(.illegal, "cannot write \(path)", remedy: "check the folder and its mode", cause: "errno \(errno)")
}
