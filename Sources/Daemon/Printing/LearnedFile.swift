import EscPos
import Glibc
import PosModel
import PosProtocol
import Reactor

/// `learned.json` in the state directory: JSON of version 1, replaced as a whole at each change.
enum LearnedFile {
  private static let version = 1
  /// Far more than any till has printers.
  private static let longest = 4 << 20

  private struct Content: Codable {
    var version: Int
    var printers: [LearnedAbilities]
    var drawers: [LearnedDrawer]
  }

  /// Throws `failure` for a file that is there and cannot be used; one that is not there is empty.
  static func read(_ path: String) throws(PosError) -> Learned {
    guard let bytes = try bytes(of: path) else { return Learned() }
    let content: Content
    do throws(JSONFault) {
      content = try JSONCodec.decode(Content.self, from: bytes[...])
    } catch {
      throw unusable(path, "it is damaged")
    }
    guard content.version == version else { throw unusable(path, "its version is \(content.version)") }
    var learned = Learned()
    for printer in content.printers { learned.printers[printer.device] = printer }
    for drawer in content.drawers { learned.drawers[drawer.device] = drawer }
    return learned
  }

  /// After a power cut there is the old file or the new one. Blocks.
  static func write(_ learned: Learned, to path: String) throws(PosError) {
    let content = Content(
      version: version, printers: learned.printers.values.sorted { $0.device < $1.device },
      drawers: learned.drawers.values.sorted { $0.device < $1.device })
    var bytes: [UInt8] = []
    do throws(JSONFault) {
      try JSONCodec.encode(content, into: &bytes)
    } catch {
      throw PosError(.failure, "what was learned cannot be written", cause: "\(error)")
    }
    do throws(SystemError) {
      try replace(path, with: bytes + [0x0A])
    } catch {
      throw PosError(
        .failure, "what was learned could not be kept in \(path)", remedy: "see whether the disk is full",
        cause: "\(error)")
    }
  }

  private static func replace(_ path: String, with bytes: [UInt8]) throws(SystemError) {
    let fresh = path + ".new"
    let file = OwnedDescriptor(
      try syscall("open") { open(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600) })
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = try syscall("write") { rest.withUnsafeBytes { Glibc.write(file.raw, $0.baseAddress, $0.count) } }
      rest = rest.dropFirst(count)
    }
    _ = try syscall("fsync") { fsync(file.raw) }
    _ = try syscall("rename") { rename(fresh, path) }
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    let directory = OwnedDescriptor(
      try syscall("open") { open(folder.isEmpty ? "/" : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) })
    _ = try syscall("fsync") { fsync(directory.raw) }
  }

  /// nil: there is no such file.
  private static func bytes(of path: String) throws(PosError) -> [UInt8]? {
    if access(path, F_OK) != 0 { return nil }
    do throws(SystemError) {
      let file = OwnedDescriptor(try syscall("open") { open(path, O_RDONLY | O_CLOEXEC) })
      var bytes: [UInt8] = []
      var chunk = [UInt8](repeating: 0, count: 65_536)
      while bytes.count <= longest {
        let count = try syscall("read") {
          chunk.withUnsafeMutableBytes { Glibc.read(file.raw, $0.baseAddress, $0.count) }
        }
        if count == 0 { return bytes }
        bytes += chunk[..<count]
      }
    } catch {
      throw PosError(.failure, "\(path) cannot be read", remedy: "see its owner and mode", cause: "\(error)")
    }
    throw unusable(path, "it is too long")
  }

  private static func unusable(_ path: String, _ why: String) -> PosError {
    PosError(
      .failure, "\(path) cannot be used: \(why)", remedy: "remove it and learn the printers again: posd printer learn")
  }
}
