import PosModel

/// A barcode scanner in one of the modes that a programming barcode gives it.
package struct ScannerModel: Hashable, Sendable {
  package enum Mode: Hashable, Sendable {
    /// Types on a keyboard.
    case keyboard(KeyboardStyle)
    /// USB HID POS with the reports of a maker.
    case hidPOS
    /// Bytes on a serial line or a CDC port.
    case serial
    /// A Zebra scanner's own HID reports, each acknowledged.
    case snapi
    /// IBM's tills: reads only after it was told to.
    case oem(tableTop: Bool)
    /// Zebra's packets on a serial line, each acknowledged.
    case ssi
  }

  /// What ends a scan on a keyboard or a serial line.
  package enum Terminator: String, Hashable, Sendable { case enter, tab, crlf, none }

  package var mode: Mode
  package var terminator: Terminator
  /// HID POS: whose reports they are.
  package var maker: POSScannerMaker
  /// HID POS: a chunk of exactly 56 bytes is marked as continued even when nothing follows, as Jieli's firmware does.
  package var continuesFullReports = false
  /// The host has switched reading off: a code in front of the scanner does nothing.
  package internal(set) var preventsReading = false
  /// What the host made it do.
  package internal(set) var goodBeeps = 0
  package internal(set) var errorBeeps = 0
  package internal(set) var triggers = 0
  /// A composite unit sends its scans to the HID POS interface; gone with the power.
  package internal(set) var isRedirected = false
  /// Answers to commands that the host has not fetched.
  var replies: [[UInt8]] = []
  /// SNAPI, OEM and SSI: what waits for the host.
  var dialogue = ScannerDialogue()
  /// SSI: the packet that is coming in.
  var received: [UInt8] = []

  package init(_ mode: Mode, terminator: Terminator = .enter, maker: POSScannerMaker = .honeywell) {
    self.mode = mode
    if case .oem = mode { preventsReading = true }
    self.terminator = terminator
    self.maker = maker
  }

  /// The cable was out: what the host has ordered is forgotten.
  package mutating func losePower() {
    if case .oem = mode { preventsReading = true } else { preventsReading = false }
    isRedirected = false
    replies = []
    dialogue = ScannerDialogue()
    received = []
  }

  /// The longest code that it reads: a QR code holds 7,089 digits.
  package static let longestCode = 7089

  /// What the scanner sends when it reads a code, one packet each (HID: one report, the report id first).
  ///
  /// A keyboard and a serial scanner send the AIM identifier only when one is given; HID POS chooses one that fits.
  /// Empty while reading is switched off. Throws `illegal` for an AIM identifier that is none, and for characters that a
  /// keyboard cannot type.
  package func packets(for code: [UInt8], aim: String? = nil) throws(PosError) -> [[UInt8]] {
    guard code.count <= Self.longestCode else {
      throw PosError(.illegal, "no barcode holds \(code.count) bytes", remedy: "scan at most \(Self.longestCode) bytes")
    }
    if let aim, !Self.isAIM(aim) {
      throw PosError(
        .illegal, "the AIM identifier must be ], a letter and a digit or letter", remedy: "give one like ]E0 or ]C1")
    }
    guard !preventsReading else { return [] }
    let prefix = Array((aim ?? "").utf8)
    switch mode {
    case .keyboard(let style): return try keystrokes(prefix + code, style)
    case .hidPOS: return try reports(code, aim: aim ?? Self.likelyAIM(code))
    case .serial: return [prefix + code + terminatorBytes]
    case .snapi: return snapiReports(code, aim: aim ?? Self.likelyAIM(code))
    case .oem(let tableTop): return oemReports(code, aim: aim ?? Self.likelyAIM(code), tableTop: tableTop)
    case .ssi: return ssiPackets(code, aim: aim ?? Self.likelyAIM(code))
    }
  }

  private static func isAIM(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard bytes.count == 3, bytes[0] == UInt8(ascii: "]") else { return false }
    return isLetter(bytes[1]) && (isLetter(bytes[2]) || (0x30...0x39).contains(bytes[2]))
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }

  /// EAN-13 and EAN-8 by their check digit, Code 128 for other short ASCII, QR for the rest (ISO/IEC 15424).
  private static func likelyAIM(_ code: [UInt8]) -> String {
    if code.count == 13 || code.count == 8, isEAN(code) { return code.count == 13 ? "]E0" : "]E4" }
    return code.count <= 48 && code.allSatisfy { $0 < 0x80 } ? "]C0" : "]Q1"
  }

  private static func isEAN(_ code: [UInt8]) -> Bool {
    guard code.allSatisfy({ (0x30...0x39).contains($0) }) else { return false }
    let sum = code.reversed().enumerated().reduce(0) { $0 + Int($1.element - 0x30) * ($1.offset % 2 == 0 ? 1 : 3) }
    return sum % 10 == 0
  }

  private var terminatorBytes: [UInt8] {
    switch terminator {
    case .enter: [0x0D]
    case .tab: [0x09]
    case .crlf: [0x0D, 0x0A]
    case .none: []
    }
  }
}
