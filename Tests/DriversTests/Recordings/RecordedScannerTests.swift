import PosModel
import Testing

/// Every recording in `Data/recordings` through the driver that its sidecar names (`Data/recordings/README.md`).
@Suite struct RecordedScannerTests {
  @Test(arguments: try RecordedScanner.names())
  func `a recorded scanner tells what is written beside its recording`(name: String) throws {
    let scanner = try RecordedScanner(name)
    let replay = try scanner.replayed()
    #expect(replay.differences == [])
    #expect(replay.outcome == scanner.expected)
  }

  @Test func `each sidecar has its recording, and there are some`() throws {
    let names = try RecordedScanner.names()
    #expect(names.count >= 8)
    #expect(try RecordedScanner.names(ending: ".posdrec") == names)
  }
}
