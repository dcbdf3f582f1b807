import PosModel

/// The commands for the logos in a printer's own memory, by the way its profile says that it keeps them.
package enum LogoCommand {
  /// The keys of GS ( L, functions 64 to 69: two characters from 20 to 7E.
  package static func isKey(_ key: String) -> Bool {
    key.utf8.count == 2 && key.utf8.allSatisfy { (0x20...0x7E).contains($0) }
  }

  /// Throws `unsupported` for printers without such a memory, and `illegal` for a key or a size that it does not take.
  package static func store(
    _ bitmap: Bitmap, key: String, profile: PrinterProfile
  ) throws(PosError) -> [UInt8] {
    switch profile.logos {
    case .graphics: return try graphics(bitmap, key)
    case .numbered: return try numbered(bitmap, key)
    case .none: throw unsupported(profile)
    }
  }

  /// Asks for the keys (function 64).
  package static let list: [UInt8] = [0x1D, 0x28, 0x4C, 4, 0, 0x30, 0x40, 0x4B, 0x43]
  /// Asks for the next block of keys (ACK).
  package static let next: [UInt8] = [0x06]

  /// Function 66. Throws as `store`.
  package static func delete(_ key: String, profile: PrinterProfile) throws(PosError) -> [UInt8] {
    guard profile.logos == .graphics else { throw unsupported(profile) }
    guard isKey(key) else { throw badKey(profile) }
    return [0x1D, 0x28, 0x4C, 4, 0, 0x30, 0x42] + key.utf8
  }

  /// What the printer has answered to `list`: `37 72`, 40 or 41 where more follow, the keys, 00. nil: nothing of the kind.
  package static func keys(in reply: [UInt8]) -> (keys: [String], hasMore: Bool)? {
    var keys: [String] = []
    var last: UInt8?
    var index = 0
    while index + 2 < reply.count {
      guard reply[index] == 0x37, reply[index + 1] == 0x72, reply[index + 2] & 0xFE == 0x40 else {
        index += 1
        continue
      }
      last = reply[index + 2]
      index += 3
      while index + 1 < reply.count, reply[index] != 0 {
        keys.append(String(decoding: reply[index...index + 1], as: UTF8.self))
        index += 2
      }
    }
    return last.map { (keys, $0 == 0x41) }
  }

  package static func unsupported(_ profile: PrinterProfile) -> PosError {
    PosError(
      .unsupported, "\(profile.id) keeps no logos that posd could list or change one by one",
      remedy: "print the picture as an image")
  }

  private static func badKey(_ profile: PrinterProfile) -> PosError {
    PosError(.illegal, "the key of a logo of \(profile.id) is two ASCII characters", remedy: "take one such as L1")
  }

  /// Function 67: `30 43 30 kc1 kc2 1 xL xH yL yH 31` and rows; GS 8 L where that is over 65,535 bytes.
  private static func graphics(_ bitmap: Bitmap, _ key: String) throws(PosError) -> [UInt8] {
    guard isKey(key) else {
      throw PosError(.illegal, "the key of a logo is two ASCII characters", remedy: "take one such as L1")
    }
    guard (1...8192).contains(bitmap.width), (1...2304).contains(bitmap.height) else { throw tooLarge }
    var data: [UInt8] = [0x30, 0x43, 0x30] + key.utf8
    data += [1] + word(bitmap.width) + word(bitmap.height) + [0x31]
    let start = data.count
    data += bitmap.bytes
    RealTimeBytes.remove(from: &data, start: start)
    // A length that reads as a real-time command gets one more byte of white.
    while RealTimeBytes.harmless(data.count) != data.count { data.append(0) }
    if data.count <= 0xFFFF { return [0x1D, 0x28, 0x4C] + word(data.count) + data }
    return [0x1D, 0x38, 0x4C] + word(data.count & 0xFFFF) + word(data.count >> 16) + data
  }

  /// FS q: all logos at once, here one; columns of 8 dots a byte.
  private static func numbered(_ bitmap: Bitmap, _ key: String) throws(PosError) -> [UInt8] {
    guard key == "1" else {
      throw PosError(
        .illegal, "this printer takes all its logos at once, so posd stores only number 1",
        remedy: "take the key 1; it replaces every logo in the printer")
    }
    let (wide, tall) = ((bitmap.width + 7) / 8, (bitmap.height + 7) / 8)
    guard (1...1023).contains(wide), (1...288).contains(tall) else { throw tooLarge }
    var bytes: [UInt8] = [0x1C, 0x71, 1] + word(wide) + word(tall)
    let start = bytes.count
    for column in 0..<wide * 8 {
      for row in 0..<tall {
        var byte: UInt8 = 0
        for bit in 0..<8 where bitmap[column, row * 8 + bit] { byte |= 0x80 >> UInt8(truncatingIfNeeded: bit) }
        bytes.append(byte)
      }
    }
    RealTimeBytes.remove(from: &bytes, start: start)
    return bytes
  }

  private static let tooLarge = PosError(
    .illegal, "the picture is too large for the printer's memory", remedy: "give a smaller width")

  private static func word(_ number: Int) -> [UInt8] {
    [UInt8(truncatingIfNeeded: number), UInt8(truncatingIfNeeded: number >> 8)]
  }
}
