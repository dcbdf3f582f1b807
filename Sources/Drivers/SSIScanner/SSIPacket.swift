/// One packet of Zebra's Simple Serial Interface: `length opcode source status data… checksum2`.
///
/// The length counts all but the checksum, which is the two's complement of the sum of the bytes, high byte first.
struct SSIPacket: Sendable {
  /// Without data and checksum.
  static let headerLength = 4
  static let longestData = 251
  /// NAK with its checksum; the shortest scan is longer by one byte.
  static let longestAnswer = 7
  /// Status: the same packet was sent before.
  static let retransmitted: UInt8 = 0x01
  /// Status: more of the same message follows.
  static let continued: UInt8 = 0x02

  enum Opcode {
    static let replyRevision: UInt8 = 0xA4
    static let requestRevision: UInt8 = 0xA3
    static let parameters: UInt8 = 0xC6
    static let acknowledge: UInt8 = 0xD0
    static let refuse: UInt8 = 0xD1
    static let capabilities: UInt8 = 0xD4
    static let startSession: UInt8 = 0xE4
    static let stopSession: UInt8 = 0xE5
    static let beep: UInt8 = 0xE6
    static let scanEnable: UInt8 = 0xE9
    static let scanDisable: UInt8 = 0xEA
    static let decodeData: UInt8 = 0xF3
    static let event: UInt8 = 0xF6
  }

  var opcode: UInt8
  var status: UInt8
  var data: [UInt8]
  /// An echo of our own packet on a line with two wires.
  private(set) var isFromHost = false

  init(_ opcode: UInt8, _ data: some Collection<UInt8> = [], status: UInt8 = 0) {
    self.opcode = opcode
    self.status = status
    self.data = Array(data.prefix(Self.longestData))
  }

  /// Reads one packet with its checksum; nil if the checksum is wrong.
  init?(_ bytes: ArraySlice<UInt8>) {
    let bytes = Array(bytes)
    guard bytes.count >= Self.headerLength + 2, Int(bytes[0]) == bytes.count - 2,
      Self.checksum(bytes.dropLast(2)) == UInt16(bytes[bytes.count - 2]) << 8 | UInt16(bytes[bytes.count - 1])
    else { return nil }
    opcode = bytes[1]
    isFromHost = bytes[2] == 0x04
    status = bytes[3]
    data = Array(bytes[Self.headerLength..<bytes.count - 2])
  }

  /// The event "system power-up".
  var isPowerUp: Bool { opcode == Opcode.event && data.first == 0x03 }
  var isRetransmitted: Bool { status & Self.retransmitted != 0 }
  var isContinued: Bool { status & Self.continued != 0 }

  /// As the host sends it.
  var bytes: [UInt8] {
    let packet = [UInt8(Self.headerLength + data.count), opcode, 0x04, status] + data
    let sum = Self.checksum(packet[...])
    return packet + [UInt8(sum >> 8), UInt8(truncatingIfNeeded: sum)]
  }

  private static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt16 {
    0 &- bytes.reduce(0 as UInt16) { $0 &+ UInt16($1) }
  }
}
