extension ScannerModel {
  /// DECODE_DATA packets: the code type, then up to 250 bytes; status bit 1 is "more follows".
  func ssiPackets(_ code: [UInt8], aim: String) -> [[UInt8]] {
    let room = 250
    return stride(from: 0, to: max(1, code.count), by: room).map { start in
      let part = code.dropFirst(start).prefix(room)
      let data = start == 0 ? [Self.zebraType(aim, code.count)] + part : Array(part)
      return Self.ssiPacket(0xF3, status: start + room < code.count ? 0x02 : 0x00, data)
    }
  }

  /// `length opcode source status data checksum`; a zero byte wakes it, a wrong checksum is answered with NAK.
  mutating func takeSSI(_ bytes: [UInt8]) {
    received += bytes
    while let length = received.first {
      guard length >= 4 else {
        received.removeFirst()
        continue
      }
      guard received.count >= Int(length) + 2 else { return }
      let packet = Array(received.prefix(Int(length) + 2))
      received.removeFirst(packet.count)
      guard Self.isWhole(packet) else {
        dialogue.reply(Self.ssiPacket(0xD1, [0x01]))
        continue
      }
      take(opcode: packet[1], Array(packet[4..<packet.count - 2]))
    }
  }

  private mutating func take(opcode: UInt8, _ data: [UInt8]) {
    switch opcode {
    case 0xD0: return dialogue.acknowledge()
    case 0xD1:
      if data.first == 0x01, let packet = dialogue.unacknowledged { dialogue.reply(Self.retransmission(packet)) }
      return
    case 0xA3: return dialogue.reply(Self.ssiPacket(0xA4, Array("SIMSSI 1".utf8)))
    case 0xE6: if data.first == 0x0F { errorBeeps += 1 } else { goodBeeps += 1 }
    case 0xE9: preventsReading = false
    case 0xEA: preventsReading = true
    case 0xE4: triggers += 1
    case 0xC6, 0xE5, 0xE7, 0xE8, 0xC4, 0xC5, 0xD2: break
    default: return dialogue.reply(Self.ssiPacket(0xD1, [0x06]))
    }
    dialogue.reply(Self.ssiPacket(0xD0, []))
  }

  private static func retransmission(_ packet: [UInt8]) -> [UInt8] {
    ssiPacket(packet[1], status: packet[3] | 0x01, Array(packet[4..<packet.count - 2]))
  }

  private static func isWhole(_ packet: [UInt8]) -> Bool {
    guard packet.count >= 6 else { return false }
    let data = Array(packet[4..<packet.count - 2])
    return packet == ssiPacket(packet[1], source: packet[2], status: packet[3], data)
  }

  private static func ssiPacket(
    _ opcode: UInt8, source: UInt8 = 0x00, status: UInt8 = 0, _ data: [UInt8]
  ) -> [UInt8] {
    let packet = [UInt8(4 + data.count), opcode, source, status] + data
    let sum = packet.reduce(0 as UInt16) { $0 &+ UInt16($1) }
    return packet + [UInt8((0 &- sum) >> 8), UInt8(truncatingIfNeeded: 0 &- sum)]
  }
}
