import PosModel
import PosTesting
import Reactor
import Testing

@testable import Transports

struct RecordingTests {
  /// Every kind of line once.
  static let example = Recording(
    transport: TransportDescription(kind: .usb, vid: "04b8", pid: "0202", port: "1-1.3", path: "/dev/a b|c%\n"),
    mask: .answers,
    entries: traffic.enumerated().map {
      Recording.Entry(time: .seconds($0.offset) + .nanoseconds($0.offset), traffic: $0.element)
    })

  private static let traffic: [Recording.Traffic] = [
    .open,
    .event(.opened(LinkDescription(reportDescriptor: [5, 1], interface: 2, canReceive: false, epoch: 3))),
    .request(.send(LinkToken(1), [0x1B, 0x40], stallTimeout: .milliseconds(2500))),
    .request(.send(LinkToken(4_294_967_295), [], stallTimeout: nil)),
    .event(.sent(LinkToken(1), transferred: 2, .complete)),
    .event(.sent(LinkToken(2), transferred: 0, .failed("words | with 100 % \n trouble"))),
    .event(.sent(LinkToken(3), transferred: 9, .stalled)),
    .event(.sent(LinkToken(4), transferred: 9, .timedOut)),
    .event(.sent(LinkToken(5), transferred: 9, .cancelled)),
    .event(.sent(LinkToken(6), transferred: 9, .disconnected)),
    .request(
      .control(
        LinkToken(7),
        ControlRequest(requestType: 0xA1, request: 0, value: 1, index: 0x0200, length: 1023, timeout: .seconds(5)))),
    .event(.controlled(LinkToken(7), .data([0, 2]))),
    .event(.controlled(LinkToken(8), .stalled)),
    .event(.controlled(LinkToken(9), .timedOut)),
    .event(.controlled(LinkToken(10), .disconnected)),
    .event(.controlled(LinkToken(11), .failed("LIBUSB_TRANSFER_OVERFLOW"))),
    .event(.received([0x16])),
    .event(.received([])),
    .event(.key(KeyTransition(usage: 0x04, phase: .down))),
    .event(.key(KeyTransition(usage: 0xE1, phase: .up))),
    .event(.key(KeyTransition(usage: 0x1E, phase: .repeating))),
    .event(.inputLost(.kernelOverflow)),
    .event(.inputLost(.queueOverflow)),
    .event(.inputLost(.failedRead)),
    .request(.cancelSends),
    .request(.modemLines(rts: true, dtr: false)),
    .request(.askModemLines(LinkToken(12))),
    .event(.controlled(LinkToken(12), .data([0x30]))),
    .recover(.clearHalt),
    .event(.recovered),
    .recover(.reset),
    .event(.closed(.requested)),
    .event(.closed(.disconnected)),
    .event(.closed(.failed(PosError(.busy, "held | by\nusblp", remedy: "unbind it", cause: "EBUSY")))),
    .event(.closed(.failed(PosError(.failure, "no idea")))),
    .close,
  ]

  @Test func `what is written is read back`() throws {
    #expect(try Recording(parsing: Array(Self.example.text.utf8)) == Self.example)
  }

  @Test func `the example of the documentation is read`() throws {
    let text = """
      posdrec 1
      # a status request of a printer
      mask answers
      transport tcp
      address 192.0.2.10:9100

      0.000000000 > open
      0.001500000 < opened 0 both 1 -
      0.002 > send 1 3.000000000 100401
      0.002100000 < sent 1 3 complete
      0.004 < received 16
      1 > close
      1.000200000 < closed requested
      """
    let recording = try Recording(parsing: Array(text.utf8))
    #expect(recording.entries.count == 7)
    #expect(recording.entries[2].time == .milliseconds(2))
    #expect(recording.transport.address == "192.0.2.10:9100")
  }

  @Test(arguments: [
    "", "posdrec 2\n", "posdrec 1\n", "posdrec 1\nmask text\n", "posdrec 1\nmask no\ntransport tcp\n",
    "posdrec 1\nmask text\ntransport no\n", "posdrec 1\nmask text\ntransport tcp\npath %4\n",
    "posdrec 1\nmask text\ntransport tcp\n0 < recovered\nmask text\n",
  ])
  func `a broken header is refused`(text: String) {
    #expect(throws: PosError.self) { try Recording(parsing: Array(text.utf8)) }
  }

  @Test(arguments: [
    "0", "0 <", "0 < nothing", "-1 < recovered", "9999999999999999999 < recovered", "0.1234567890 < recovered",
    "0. < recovered", "0 = recovered", "0 < recovered twice", "0 < received", "0 < received 1", "0 < received 0g",
    "0 < received 00 00", "0 > send 1", "0 > send 4294967296 - 00", "0 > send -1 - 00", "0 > send 1 - xx",
    "0 > send 1 1.x 00", "0 > control 1 a100 0001 0200 70000 5 -", "0 > control 1 a1 0001 0200 1 5 -",
    "0 < key 04 down",
    "0 < key 0004 left", "0 < sent 1 99999999999 complete", "0 < sent 1 1 well", "0 < closed failed busy|a|b",
    "0 < closed failed busy|a|b|%zz", "0 < closed failed nonsense|a||", "0 < opened 256 both 1 -",
    "0 < opened 0 in 1 -", "0 > lines rts=2 dtr=0", "0 > recover all", "0 > \u{FFFD}",
  ])
  func `a broken line is refused with its number`(line: String) throws {
    let text = "posdrec 1\nmask text\ntransport tcp\n\(line)\n"
    let error = #expect(throws: PosError.self) { try Recording(parsing: Array(text.utf8)) }
    #expect(error?.message.contains("line 4") == true)
  }

  @Test func `a recording that is cut or damaged anywhere never traps`() {
    let bytes = Array(Self.example.text.utf8)
    for index in bytes.indices {
      _ = Result { try Recording(parsing: Array(bytes[..<index])) }
      var damaged = bytes
      damaged[index] ^= 0x5A
      _ = Result { try Recording(parsing: damaged) }
    }
  }

  // MARK: Masks

  @Test func `text keeps its shape and its AIM id, and loses letters and digits`() {
    #expect(RecordingMask.text.masked(Array("]E04006381-Ab\r".utf8)) == Array("]E00000000-AA\r".utf8))
    #expect(RecordingMask.text.masked([0x31, 0xC4, 0xE3, 0x1D]) == [0x30, 0xB0, 0xB0, 0x1D])
    #expect(RecordingMask.text.masked([]) == [])
  }

  @Test func `keyboard reports lose letters and digits, with and without a report id`() {
    // Left Shift, keys: z, 9, Enter, keypad 3.
    #expect(
      RecordingMask.keyboard.masked([0x02, 0, 0x1D, 0x26, 0x28, 0x5B, 0, 0]) == [0x02, 0, 0x04, 0x27, 0x28, 0x62, 0, 0])
    #expect(
      RecordingMask.keyboard.masked([0x05, 0x02, 0, 0x1D, 0x26, 0, 0, 0, 0]) == [0x05, 0x02, 0, 0x04, 0x27, 0, 0, 0, 0])
    // A bitmap of keys, or anything else that is no boot report: where keys are is not known.
    #expect(RecordingMask.keyboard.masked([0x01, 0x80, 0, 0x10]) == [0x01, 0x04, 0, 0x04])
    #expect(RecordingMask.keyboard.masked([]) == [])
    let key = Recording.Traffic.event(.key(KeyTransition(usage: 0x1F, phase: .down)))
    #expect(RecordingMask.keyboard.masked(key) == .event(.key(KeyTransition(usage: 0x27, phase: .down))))
  }

  @Test func `a HID POS report keeps its length, AIM id and closing bytes`() {
    // Report 2, length 0D, ]E0, EAN-13, symbology d, reserved, last.
    let data = Array("4006381333931".utf8)
    let report: [UInt8] = [0x02, 0x0D, 0x5D, 0x45, 0x30] + data + [UInt8](repeating: 0, count: 43) + [0x64, 0, 0]
    let masked: [UInt8] =
      [0x02, 0x0D, 0x5D, 0x45, 0x30] + [UInt8](repeating: 0x30, count: 13) + [UInt8](repeating: 0, count: 43)
      + [0x64, 0, 0]
    #expect(report.count == 64)
    #expect(RecordingMask.posReport.masked(report) == masked)
    // Without an AIM id everything behind the length is data.
    #expect(RecordingMask.posReport.masked([0x02, 0x31, 0x41, 0x31]) == [0x02, 0x31, 0x41, 0x30])
    #expect(RecordingMask.posReport.masked([0x02]) == [0x02])
  }

  @Test func `only answers and unmasked recordings keep input as it is`() {
    // A 1 and letters for text, usages of 2 and Z for keyboards.
    let secret = Recording.Traffic.event(.received([0x02, 0x05, 0x31, 0x41, 0x1F, 0x1D, 0x61, 0x00]))
    for mask in RecordingMask.allCases {
      #expect((mask.masked(secret) == secret) == (mask == .answers || mask == .unmasked))
    }
  }
}
