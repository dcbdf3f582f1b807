import EscPos
import PosModel

/// Epson's UDP port 3289 (ENPC), the only way past a TCP connection that is full.
///
/// Header: "EPSON", C for a command or Q for a question (small in the answer), 03 00, function, result, length (Epson,
/// TM-U230 and UB-E02 references).
extension EscPosPrinter {
  static let networkPort: UInt16 = 3289

  /// Function 0015, forced transmission: the network card gives real-time commands to the printer although it is busy.
  private static func forced(_ on: Bool) -> [UInt8] {
    Array("EPSONC".utf8) + [0x03, 0x00, 0x00, 0x15, 0x00, 0x00, 0x00, 0x01, on ? 0x01 : 0x00]
  }

  /// Function 0010: the status.
  private static let question: [UInt8] = Array("EPSONQ".utf8) + [0x03, 0x00, 0x00, 0x10, 0x00, 0x00, 0x00, 0x00]

  /// The job is stuck.
  mutating func forceTransmission() {
    guard settings.link == .tcp, has("enpc"), link != nil else { return }
    if !isForced { actions.append(.request(.datagram(Self.forced(true), port: Self.networkPort))) }
    isForced = true
    actions.append(.request(.datagram(Self.question, port: Self.networkPort)))
  }

  mutating func endForcedTransmission() {
    guard isForced, link != nil else { return }
    isForced = false
    actions.append(.request(.datagram(Self.forced(false), port: Self.networkPort)))
  }

  /// What the data of an answer begins with is believed where it has the shape of automatic status.
  mutating func received(datagram bytes: [UInt8], from port: UInt16) {
    guard port == Self.networkPort, bytes.count >= 14, bytes.starts(with: Array("EPSONq".utf8)), bytes[9] == 0x10,
      bytes[10] == 0, bytes[11] == 0
    else { return }
    let data = Array(bytes[14...].prefix(4))
    guard data.count == 4, data[0] & 0x93 == 0x10, data[1...].allSatisfy({ $0 & 0x90 == 0 }) else { return }
    status.apply(AutomaticStatus(data[0], data[1], data[2], data[3]))
    announce()
    blockageChanged()
  }
}
