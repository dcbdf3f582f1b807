/// The bytes of one printed character, most significant byte first.
enum Code {
  case one(UInt8)
  case two(UInt16)
  case four(UInt32)

  /// The columns of a printer: a four-byte character is as wide as a two-byte one.
  var width: Int {
    if case .one = self { 1 } else { 2 }
  }

  func append(to bytes: inout [UInt8]) {
    switch self {
    case .one(let code):
      bytes.append(code)
    case .two(let code):
      bytes.append(UInt8(truncatingIfNeeded: code >> 8))
      bytes.append(UInt8(truncatingIfNeeded: code))
    case .four(let code):
      for shift in [24, 16, 8, 0] as [UInt32] { bytes.append(UInt8(truncatingIfNeeded: code >> shift)) }
    }
  }
}
