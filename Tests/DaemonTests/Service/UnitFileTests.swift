import Glibc
import Testing

@Suite struct UnitFileTests {
  private static let root =
    #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4).joined(separator: "/")

  private static let hasSystemd = (["/usr/bin/systemd-analyze", "/bin/systemd-analyze"] as [String]).contains {
    access($0, X_OK) == 0
  }

  @Test(.enabled(if: hasSystemd, "systemd-analyze is not installed"))
  func `systemd finds nothing to say about the unit files, and an exposure of at most 2.5`() throws {
    let pipe = try #require(popen("'\(Self.root)/scripts/check-systemd-units' 2>&1", "r"))
    var output: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4_096)
    while output.count < 1 << 20 {
      let count = fread(&buffer, 1, buffer.count, pipe)
      if count == 0 { break }
      output += buffer[..<count]
    }
    #expect(pclose(pipe) == 0, "\(String(decoding: output, as: UTF8.self))")
  }
}
