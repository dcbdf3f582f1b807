/// The scripts whose letters take their shape or place from their neighbours, so that they are drawn in one piece.
enum Script: Hashable {
  /// Hebrew, Arabic and their like: printers set bytes from left to right and join nothing.
  case rightToLeft
  /// One of the scripts of South and South East Asia, by its block.
  case joining(UInt32)

  init?(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x590...0x8FF, 0xFB1D...0xFB4F, 0x10800...0x10FFF, 0x1E800...0x1EFFF: self = .rightToLeft
    case 0x900...0xFFF, 0x1000...0x109F, 0x1780...0x18AF, 0x1900...0x1AAF, 0x1B00...0x1C4F:
      self = .joining(scalar.value >> 7)
    default: return nil
    }
  }
}
