import Glibc
import PosModel
import PosTesting
import Reactor
import Testing

@testable import Transports

/// A pipe with a name stands for an event node: the same bytes, and nothing that could be grabbed.
@ReactorActor
struct EvdevListenerTests {
  private enum Heard: Hashable, Sendable {
    case opened, lost, failed(PosError.Code), key(UInt16, KeyTransition.Phase)

    init(_ hearing: KeyHearing) {
      switch hearing {
      case .opened: self = .opened
      case .lost: self = .lost
      case .failed(let error): self = .failed(error.code)
      case .key(let key, _): self = .key(key.usage, key.phase)
      }
    }
  }

  /// EV_KEY with a key code (KEY_1 is 2), as a 64-bit kernel writes it.
  private func key(_ code: UInt16, _ value: Int32) -> [UInt8] {
    func bytes<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] { withUnsafeBytes(of: number) { Array($0) } }
    return bytes(Int64(1)) + bytes(Int64(0)) + bytes(UInt16(1)) + bytes(code) + bytes(value)
  }

  @Test func `keys are heard until it is stopped or the keyboard is unplugged`() async throws {
    startReactor()
    let path = "/tmp/posd-keys-\(getpid())-\(UInt32.random(in: 0 ... .max))"
    _ = try syscall("mkfifo") { mkfifo(path, 0o600) }
    defer { unlink(path) }
    let heard = Recorder<Heard>()
    let listener = EvdevListener(path: path) { heard.record(Heard($0)) }
    try await heard.wait(count: 1)
    let writer = try syscall("open") { open(path, O_WRONLY | O_CLOEXEC) }
    let bytes = key(2, 1) + key(2, 0)
    // In two pieces: an event that is not whole yet waits.
    _ = try syscall("write") { write(writer, Array(bytes[..<30]), 30) }
    _ = try syscall("write") { write(writer, Array(bytes[30...]), bytes.count - 30) }
    try await heard.wait(count: 3)
    #expect(heard.values == [.opened, .key(0x1E, .down), .key(0x1E, .up)])
    close(writer)
    try await heard.wait(count: 4)
    #expect(heard.values.last == .lost)
    listener.stop()
  }

  @Test func `a node that is not there is told as such`() async throws {
    startReactor()
    let heard = Recorder<Heard>()
    let listener = EvdevListener(path: "/nonexistent/event9") { heard.record(Heard($0)) }
    #expect(try await heard.wait(count: 1) == [.failed(.noHardware)])
    listener.stop()
  }
}
