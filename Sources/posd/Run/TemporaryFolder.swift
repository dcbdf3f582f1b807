import Glibc
import PosModel

/// A private folder in /tmp for one run: of the demonstration, of the simulated till.
struct TemporaryFolder: Sendable {
  let path: String

  init() throws(PosError) {
    var template = Array("/tmp/posd-till-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw PosError(.failure, "cannot make a folder in /tmp", cause: "errno \(errno)")
    }
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// Removes the folder and the files in it; there are no folders below it.
  func remove() {
    for name in entries(of: path) { unlink("\(path)/\(name)") }
    rmdir(path)
  }
}
