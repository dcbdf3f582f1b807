/// A payload that is other than its writer could have written it.
package struct FrameFault: Error, Hashable, Sendable {
  /// Where in the payload.
  package var offset: Int
  package var expected: String
}

/// Takes values from a payload, which is hostile: nothing is believed before it was checked.
struct FrameReader {
  private let bytes: [UInt8]
  private var offset = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func fault(_ expected: String) -> FrameFault { FrameFault(offset: offset, expected: expected) }

  private mutating func take(_ count: Int) throws(FrameFault) -> Range<Int> {
    guard count >= 0, count <= bytes.count - offset else { throw fault("\(count) bytes more") }
    defer { offset += count }
    return offset..<offset + count
  }

  mutating func byte() throws(FrameFault) -> UInt8 { bytes[try take(1).lowerBound] }

  mutating func flag() throws(FrameFault) -> Bool {
    switch try byte() {
    case 0: return false
    case 1: return true
    default: throw fault("0 or 1")
    }
  }

  mutating func number(_ range: ClosedRange<Int>) throws(FrameFault) -> Int {
    let place = try take(4)
    var value: UInt32 = 0
    for index in place.reversed() { value = value << 8 | UInt32(bytes[index]) }
    let number = Int(Int32(bitPattern: value))
    guard range.contains(number) else { throw fault("a number in \(range)") }
    return number
  }

  mutating func real(_ range: ClosedRange<Double>) throws(FrameFault) -> Double {
    let place = try take(8)
    var value: UInt64 = 0
    for index in place.reversed() { value = value << 8 | UInt64(bytes[index]) }
    let real = Double(bitPattern: value)
    guard range.contains(real) else { throw fault("a number in \(range)") }
    return real
  }

  mutating func data(atMost limit: Int) throws(FrameFault) -> [UInt8] {
    let count = try number(0...limit)
    let place = try take(count)
    return Array(bytes[place])
  }

  mutating func string(atMost limit: Int) throws(FrameFault) -> String {
    String(decoding: try data(atMost: limit), as: UTF8.self)
  }

  mutating func optionalNumber(_ range: ClosedRange<Int>) throws(FrameFault) -> Int? {
    try flag() ? try number(range) : nil
  }

  mutating func optionalString(atMost limit: Int) throws(FrameFault) -> String? {
    try flag() ? try string(atMost: limit) : nil
  }

  mutating func word<Word: RawRepresentable>(_: Word.Type) throws(FrameFault) -> Word where Word.RawValue == String {
    guard let word = Word(rawValue: try string(atMost: 64)) else { throw fault("a word of \(Word.self)") }
    return word
  }

  /// Nothing may follow.
  func end() throws(FrameFault) {
    if offset != bytes.count { throw fault("the end") }
  }
}
