/// Appends values to a frame: whole numbers in little-endian order, byte strings after their length.
struct FrameWriter {
  /// Starts with room for the length of the payload.
  private var bytes: [UInt8] = [0, 0, 0, 0]

  mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

  mutating func byte(_ value: UInt8) { bytes.append(value) }

  mutating func flag(_ value: Bool) { bytes.append(value ? 1 : 0) }

  /// In 32 bits; what does not fit becomes the nearest that does, which the reader refuses.
  mutating func number(_ value: Int) {
    let value = UInt32(bitPattern: Int32(clamping: value))
    for shift in stride(from: UInt32(0), to: 32, by: 8) { bytes.append(UInt8(truncatingIfNeeded: value >> shift)) }
  }

  mutating func real(_ value: Double) {
    for shift in stride(from: UInt64(0), to: 64, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: value.bitPattern >> shift))
    }
  }

  mutating func string(_ value: String) {
    number(value.utf8.count)
    bytes.append(contentsOf: value.utf8)
  }

  mutating func data(_ value: [UInt8]) {
    number(value.count)
    bytes.append(contentsOf: value)
  }

  mutating func optional(_ value: Int?) {
    flag(value != nil)
    if let value { number(value) }
  }

  mutating func optional(_ value: String?) {
    flag(value != nil)
    if let value { string(value) }
  }

  /// A word of an enumeration.
  mutating func word<Word: RawRepresentable>(_ value: Word) where Word.RawValue == String { string(value.rawValue) }

  /// The frame: the length of the payload in 32 bits, then the payload.
  consuming func finish() -> [UInt8] {
    let count = bytes.count - 4
    for index in 0..<4 { bytes[index] = UInt8(truncatingIfNeeded: count >> (index * 8)) }
    return bytes
  }
}
