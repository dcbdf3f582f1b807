import Glibc
import Testing

/// A folder of its own below /tmp, gone with its value: stands in for sysfs.
struct ScratchTree: ~Copyable {
  let root: String

  init() throws {
    var template = Array("/tmp/posd-tests-XXXXXX".utf8CString)
    try #require(mkdtemp(&template) != nil)
    root = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit {
    removeTree(root)
  }

  func file(_ path: String, _ text: String) {
    file(path, bytes: Array(text.utf8))
  }

  func file(_ path: String, bytes: [UInt8]) {
    folder(path.split(separator: "/").dropLast().joined(separator: "/"))
    let descriptor = open("\(root)/\(path)", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    _ = write(descriptor, bytes, bytes.count)
    close(descriptor)
  }

  func folder(_ path: String) {
    var whole = root
    for part in path.split(separator: "/") {
      whole += "/" + part
      mkdir(whole, 0o700)
    }
  }

  func link(_ path: String, to target: String) {
    folder(path.split(separator: "/").dropLast().joined(separator: "/"))
    symlink(target, "\(root)/\(path)")
  }

  func delete(_ path: String) {
    removeTree("\(root)/\(path)")
  }
}

/// Follows no links.
private func removeTree(_ path: String) {
  if unlink(path) == 0 { return }
  guard let folder = opendir(path) else { return }
  while let entry = readdir(folder) {
    let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    if name != ".", name != ".." { removeTree("\(path)/\(name)") }
  }
  closedir(folder)
  rmdir(path)
}
