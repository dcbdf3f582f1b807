import EscPos

/// How a camera was held: the picture has to be turned so (Exif 2.3, tag 0x0112).
enum ExifOrientation: Int {
  case normal = 1
  case mirrored, halfTurn, mirroredHalfTurn, transposed, quarterTurn, transversed, threeQuarterTurn

  var swapsSides: Bool { rawValue >= 5 }

  /// Reads the tag of a JPEG file; `.normal` where there is none that can be understood.
  init(jpeg file: [UInt8]) {
    self = Self.find(file) ?? .normal
  }

  private static func find(_ file: [UInt8]) -> ExifOrientation? {
    guard file.starts(with: [0xFF, 0xD8]) else { return nil }
    var offset = 2
    // Segments: FF, a marker, a length that counts itself; the tag stands before the first scan (DA).
    while offset + 4 <= file.count, file[offset] == 0xFF, file[offset + 1] != 0xDA {
      let length = Int(file[offset + 2]) << 8 | Int(file[offset + 3])
      let end = offset + 2 + length
      guard length >= 2, end <= file.count else { return nil }
      if file[offset + 1] == 0xE1, file[offset + 4..<end].starts(with: Array("Exif\0\0".utf8)) {
        return tag(Array(file[offset + 10..<end]))
      }
      offset = end
    }
    return nil
  }

  /// A TIFF header, then the first directory: entries of 12 bytes.
  private static func tag(_ tiff: [UInt8]) -> ExifOrientation? {
    guard tiff.count >= 8 else { return nil }
    let isLittle: Bool
    switch (tiff[0], tiff[1]) {
    case (0x49, 0x49): isLittle = true
    case (0x4D, 0x4D): isLittle = false
    default: return nil
    }
    func number(_ offset: Int, _ size: Int) -> Int? {
      guard offset >= 0, offset + size <= tiff.count else { return nil }
      let bytes = tiff[offset..<offset + size]
      return isLittle ? bytes.reversed().reduce(0) { $0 << 8 | Int($1) } : bytes.reduce(0) { $0 << 8 | Int($1) }
    }
    guard let directory = number(4, 4), let count = number(directory, 2) else { return nil }
    for index in 0..<min(count, 256) {
      let entry = directory + 2 + index * 12
      guard let name = number(entry, 2) else { return nil }
      if name == 0x0112 { return number(entry + 8, 2).flatMap(ExifOrientation.init(rawValue:)) }
    }
    return nil
  }

  func apply(to picture: GreyPicture) -> GreyPicture {
    if self == .normal { return picture }
    let (width, height) = (picture.width, picture.height)
    let newWidth = swapsSides ? height : width
    let newHeight = swapsSides ? width : height
    var samples = [UInt8](repeating: 0, count: width * height)
    for y in 0..<newHeight {
      for x in 0..<newWidth {
        let (fromX, fromY) =
          switch self {
          case .normal: (x, y)
          case .mirrored: (width - 1 - x, y)
          case .halfTurn: (width - 1 - x, height - 1 - y)
          case .mirroredHalfTurn: (x, height - 1 - y)
          case .transposed: (y, x)
          case .quarterTurn: (y, height - 1 - x)
          case .transversed: (width - 1 - y, height - 1 - x)
          case .threeQuarterTurn: (width - 1 - y, x)
          }
        samples[y * newWidth + x] = picture.samples[fromY * width + fromX]
      }
    }
    return GreyPicture(width: newWidth, height: newHeight, samples: samples) ?? picture
  }
}
