import Glibc
import Testing

/// Files of the repository, by their place in it.
enum TestFile {
  static func bytes(_ name: String) throws -> [UInt8] {
    let here: String = #filePath
    let root = here.split(separator: "/", omittingEmptySubsequences: false).dropLast(4).joined(separator: "/")
    let file = try #require(fopen("\(root)/\(name)", "r"), "\(name) is missing")
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = fread(&block, 1, block.count, file)
      guard count > 0 else { return bytes }
      bytes += block[..<count]
    }
  }

  static func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }
}
