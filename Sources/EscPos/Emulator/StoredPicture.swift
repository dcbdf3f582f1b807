/// A picture in a printer's memory: the dots of the first colour, and of the second one where the printer has it.
struct StoredPicture: Hashable, Sendable {
  private(set) var black: Bitmap?
  private(set) var red: Bitmap?

  init() {}

  init(_ bitmap: Bitmap, isRed: Bool = false) { add(bitmap, isRed: isRed) }

  /// In bytes of dots.
  var size: Int { (black?.bytes.count ?? 0) + (red?.bytes.count ?? 0) }
  var width: Int { max(black?.width ?? 0, red?.width ?? 0) }
  var height: Int { max(black?.height ?? 0, red?.height ?? 0) }

  /// Lays dots over those that are there.
  mutating func add(_ bitmap: Bitmap, isRed: Bool) {
    if isRed { red = red?.overlaid(bitmap) ?? bitmap } else { black = black?.overlaid(bitmap) ?? bitmap }
  }

  mutating func add(_ picture: StoredPicture) {
    if let black = picture.black { add(black, isRed: false) }
    if let red = picture.red { add(red, isRed: true) }
  }
}

extension Bitmap {
  /// The dots of both from the top left; as large as the larger one.
  fileprivate func overlaid(_ other: Bitmap) -> Bitmap {
    var result = resized(width: max(width, other.width), height: max(height, other.height))
    let other = other.resized(width: result.width, height: result.height)
    for index in result.bytes.indices { result.bytes[index] |= other.bytes[index] }
    return result
  }

  /// White, or cut off, at the right and below.
  func resized(width: Int, height: Int) -> Bitmap {
    guard width != self.width || height != self.height else { return self }
    let rows = Bitmap(rows: bytes[...], bytesPerRow: bytesPerRow, width: width, height: min(height, self.height))
    let missing = Bitmap.bytesPerRow(width) * max(0, height - rows.height)
    return Bitmap(width: width, height: height, bytes: rows.bytes + [UInt8](repeating: 0, count: missing)) ?? rows
  }
}
