import CLinux
import Glibc

/// Bounded reads below a sysfs or proc mount, or below a copy of one; whatever cannot be read is simply not there.
struct SysfsTree: Sendable {
  /// `/sys`.
  let root: String

  /// Attributes are at most a page; nothing that posd reads is longer.
  static let attributeLimit = 4096

  /// The names in a directory, sorted; at most `limit`.
  func names(in directory: String, limit: Int = 1024) -> [String] {
    guard let stream = opendir(directory) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while names.count < limit, let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { raw in
        String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  func bytes(_ path: String) -> [UInt8]? {
    // An attribute may belong to a device that is going away: ENODEV, EIO and EINTR all mean that it is gone.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { _ = Glibc.close(descriptor) }
    var buffer = [UInt8](repeating: 0, count: Self.attributeLimit)
    var count = 0
    while count < buffer.count {
      let got = buffer.withUnsafeMutableBytes { raw in
        read(descriptor, raw.baseAddress?.advanced(by: count), raw.count - count)
      }
      guard got >= 0 else { return nil }
      if got == 0 { break }
      count += got
    }
    return Array(buffer.prefix(count))
  }

  /// A text attribute without its line end; nil when absent or empty.
  func text(_ path: String) -> String? {
    guard var bytes = bytes(path) else { return nil }
    while let last = bytes.last, last == 0x0A || last == 0 || last == 0x20 { bytes.removeLast() }
    return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
  }

  func hexadecimal<Number: FixedWidthInteger>(_ path: String, as type: Number.Type = Number.self) -> Number? {
    text(path).flatMap { Number($0, radix: 16) }
  }

  func decimal(_ path: String) -> Int? {
    text(path).flatMap { Int($0) }
  }

  /// The last component of where a link points to.
  func linkName(_ path: String) -> String? {
    link(path)?.split(separator: "/").last.map { String($0) }
  }

  /// Where a link points to, as it says.
  func link(_ path: String) -> String? {
    var buffer = [CChar](repeating: 0, count: Self.attributeLimit)
    let count = readlink(path, &buffer, buffer.count)
    guard count > 0 else { return nil }
    return String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// The path with all links resolved; nil when it does not exist.
  func resolved(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }

  func exists(_ path: String) -> Bool {
    access(path, F_OK) == 0
  }
}
