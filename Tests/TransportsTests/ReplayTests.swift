import Glibc
import PosModel
import PosTesting
import Reactor
import Testing

@testable import Transports

@ReactorActor
struct ReplayTests {
  private static let status = Recording(
    transport: TransportDescription(kind: .usb), mask: .answers,
    entries: traffic.enumerated().map { Recording.Entry(time: .milliseconds($0.offset), traffic: $0.element) })

  private static let traffic: [Recording.Traffic] = [
    .open,
    .event(.opened(LinkDescription(epoch: 1))),
    .request(.send(LinkToken(7), [0x10, 0x04, 0x01], stallTimeout: nil)),
    .event(.sent(LinkToken(7), transferred: 3, .complete)),
    .event(.received([0x16])),
    .event(.closed(.disconnected)),
  ]

  @Test func `a recording answers a driver that does the same, with its own tokens`() async throws {
    let replay = ReplayTransport(Self.status)
    let link = LinkLog(replay)
    try await link.opened()
    link.send(1, [0x10, 0x04, 0x01])
    #expect(try await link.closed() == .disconnected)
    #expect(
      link.events.values == [
        .opened(LinkDescription(epoch: 1)), .sent(LinkToken(1), transferred: 3, .complete), .received([0x16]),
        .closed(.disconnected),
      ])
    #expect(replay.differences.isEmpty)
    #expect(replay.isFinished)
    // Recorded distances, not the time that the replay took.
    let times = link.times.values
    #expect(times[2] - times[1] == .milliseconds(1))
  }

  @Test func `what the driver does otherwise is told without the data`() async throws {
    let replay = ReplayTransport(Self.status)
    let link = LinkLog(replay)
    try await link.opened()
    link.send(1, [0x10, 0x05, 0x01])
    _ = try await link.closed()
    #expect(replay.differences == ["entry 2: 3 bytes sent, 3 recorded, different from byte 1"])
  }

  @Test func `a driver that does nothing does not hold the replay up for ever`() async throws {
    let replay = ReplayTransport(Self.status, patience: .milliseconds(20))
    let link = LinkLog(replay)
    link.open()
    #expect(try await link.closed() == .disconnected)
    #expect(replay.differences == ["the driver does not go on"])
  }

  @Test func `at the recorded pace nothing comes early`() async throws {
    let start = Reactor.now
    let replay = ReplayTransport(Self.status, pace: .scaled(0.05))
    let link = LinkLog(replay)
    try await link.opened()
    link.send(1, [0x10, 0x04, 0x01])
    _ = try await link.closed()
    // Four milliseconds at a twentieth of the speed.
    #expect(Reactor.now - start >= .milliseconds(80))
  }

  @Test func `a link is recorded masked, and its recording replays`() async throws {
    let pty = try Pty()
    let recording = RecordingTransport(SerialTransport(SerialAddress(path: pty.path)))
    var text = ""
    recording.startRecording(.text) { text += $0 }
    let link = LinkLog(recording)
    try await link.opened()
    link.send(1, [0x16, 0x54, 0x0D])
    _ = try await link.sent(1)
    pty.write(Array("284567\r".utf8))
    try await link.events.wait(for: "the code") { _ in link.received.count == 7 }
    recording.close()
    _ = try await link.closed()
    #expect(!text.contains("3238"))

    let replay = ReplayTransport(try Recording(parsing: Array(text.utf8)))
    let again = LinkLog(replay)
    try await again.opened()
    again.send(5, [0x16, 0x54, 0x0D])
    #expect(try await again.closed() == .requested)
    #expect(again.received == Array("000000\r".utf8))
    #expect(replay.differences.isEmpty)
  }

  @Test func `a recording file is the owner's alone and never replaces another`() async throws {
    let tree = try ScratchTree()
    let path = tree.root + "/front.posdrec"
    let file = try RecordingFile(path: path)
    let recording = Self.status
    file.write(recording.header)
    for entry in recording.entries { file.write(RecordingLine.text(entry) + "\n") }
    let sysfs = SysfsTree(root: tree.root)
    try await eventually("the file is written") { sysfs.bytes(path) == Array(recording.text.utf8) }
    var status = stat()
    #expect(stat(path, &status) == 0)
    #expect(status.st_mode & 0o777 == 0o600)
    #expect(throws: PosError.self) { try RecordingFile(path: path) }
    #expect(file.failure == nil)
  }
}
