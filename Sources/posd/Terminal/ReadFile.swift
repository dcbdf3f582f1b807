import Glibc
import PosModel

/// The bytes of a file, or of standard input for `-`; at most 16 MiB, which is the socket's line limit.
func readFile(_ path: String) throws -> [UInt8] {
  let descriptor = path == "-" ? 0 : open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else {
    throw PosError(.illegal, "cannot read \(path)", remedy: "check the path and its mode", cause: "errno \(errno)")
  }
  defer { if descriptor != 0 { close(descriptor) } }
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 65_536)
  while bytes.count <= 16 << 20 {
    let count = chunk.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
    if count < 0, errno == EINTR { continue }
    if count < 0 { throw PosError(.illegal, "cannot read \(path)", cause: "errno \(errno)") }
    if count == 0 { return bytes }
    bytes.append(contentsOf: chunk[..<count])
  }
  throw PosError(.illegal, "\(path) is longer than 16 MiB", remedy: "print it in parts")
}

/// The text of a file; nil where there is none that this user may read.
func readText(_ path: String) -> String? {
  do {
    return String(decoding: try readFile(path), as: UTF8.self)
  } catch {
    return nil
  }
}

/// The names in a folder; none where there is none that this user may read.
func entries(of path: String) -> [String] {
  guard let folder = opendir(path) else { return [] }
  defer { closedir(folder) }
  var names: [String] = []
  while let entry = readdir(folder) {
    names.append(
      withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
  }
  return names
}
