/// Walks over the scalars of UTF-8 that is known to be valid, such as a string's own.
struct UTF8Reader {
  private let bytes: UnsafeBufferPointer<UInt8>
  var offset = 0

  @inline(__always)
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  var isAtEnd: Bool {
    @inline(__always) get { offset >= bytes.count }
  }

  @inline(__always)
  mutating func skipASCII() {
    while offset < bytes.count, bytes[offset] < 0x80 { offset += 1 }
  }

  @inline(__always)
  mutating func next() -> Unicode.Scalar? {
    guard let (scalar, length) = read() else { return nil }
    offset += length
    return scalar
  }

  @inline(__always)
  func peek() -> Unicode.Scalar? {
    read()?.scalar
  }

  @inline(__always)
  private func read() -> (scalar: Unicode.Scalar, length: Int)? {
    guard offset < bytes.count else { return nil }
    let lead = bytes[offset]
    if lead < 0x80 { return (Unicode.Scalar(lead), 1) }
    let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    guard offset + length <= bytes.count else { return ("\u{FFFD}", bytes.count - offset) }
    var value = UInt32(lead) & (0x7F >> UInt32(length))
    for index in offset + 1..<offset + length { value = value << 6 | UInt32(bytes[index] & 0x3F) }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
  }
}
