import PosModel

/// What an element, a column, a cell or a span says of its text's style; nil leaves it as around it.
package struct TextLook: Hashable, Sendable {
  package enum Rotation: Int, CaseIterable, Hashable, Sendable {
    case none = 0
    /// Each character by 90° clockwise.
    case characters = 90
    /// The whole line by 180°: upside down.
    case line = 180
  }

  /// Which of the members are said; the others have the values of an untouched style.
  private var said: UInt8 = 0
  private var style = TextStyle()

  package init() {}

  /// Whether it leaves everything as around it.
  var isEmpty: Bool { said == 0 }

  package var isBold: Bool? {
    get { says(0) ? style.isBold : nil }
    set {
      say(0, newValue != nil)
      style.isBold = newValue ?? false
    }
  }
  package var underline: TextStyle.Underline? {
    get { says(1) ? style.underline : nil }
    set {
      say(1, newValue != nil)
      style.underline = newValue ?? .none
    }
  }
  package var isInverted: Bool? {
    get { says(2) ? style.isInverted : nil }
    set {
      say(2, newValue != nil)
      style.isInverted = newValue ?? false
    }
  }
  /// 1 to 8.
  package var width: Int? {
    get { says(3) ? style.width : nil }
    set {
      say(3, newValue != nil)
      style.width = newValue ?? 1
    }
  }
  package var height: Int? {
    get { says(4) ? style.height : nil }
    set {
      say(4, newValue != nil)
      style.height = newValue ?? 1
    }
  }
  package var font: TextStyle.Font? {
    get { says(5) ? style.font : nil }
    set {
      say(5, newValue != nil)
      style.font = newValue ?? .a
    }
  }
  package var isRed: Bool? {
    get { says(6) ? style.isRed : nil }
    set {
      say(6, newValue != nil)
      style.isRed = newValue ?? false
    }
  }
  package var rotation: Rotation? {
    get { says(7) ? (style.isRotated ? .characters : style.isUpsideDown ? .line : Rotation.none) : nil }
    set {
      say(7, newValue != nil)
      style.isRotated = newValue == .characters
      style.isUpsideDown = newValue == .line
    }
  }

  private func says(_ bit: UInt8) -> Bool { said & 1 << bit != 0 }

  private mutating func say(_ bit: UInt8, _ isSaid: Bool) {
    said = isSaid ? said | 1 << bit : said & ~(1 << bit)
  }

  package func applied(to base: TextStyle) -> TextStyle {
    guard said != 0 else { return base }
    var result = base
    if says(0) { result.isBold = style.isBold }
    if says(1) { result.underline = style.underline }
    if says(2) { result.isInverted = style.isInverted }
    if says(3) { result.width = style.width }
    if says(4) { result.height = style.height }
    if says(5) { result.font = style.font }
    if says(6) { result.isRed = style.isRed }
    if says(7) {
      result.isRotated = style.isRotated
      result.isUpsideDown = style.isUpsideDown || (style.isRotated && base.isUpsideDown)
    }
    return result
  }
}

extension TextLook {
  /// In columns and cells `width` is the column's, so that `size` and `height` are left for the characters.
  static let members = ["bold", "underline", "invert", "size", "height", "font", "red", "rotation"]
  static let textMembers = members + ["width"]

  init(_ reader: MemberReader, widens: Bool) throws {
    guard reader.hasAny(of: Self.textMembers) else { return }
    isBold = try reader.value("bold")
    underline = try Self.underline(reader)
    isInverted = try reader.value("invert")
    font = try reader.word("font")
    isRed = try reader.value("red")
    if let degrees = try reader.value("rotation", as: Int.self) {
      guard let rotation = Rotation(rawValue: degrees) else { throw reader.wrong("rotation", "must be 0, 90 or 180") }
      self.rotation = rotation
    }
    let size = try Self.multiplier("size", reader)
    let tall = try Self.multiplier("height", reader)
    let wide = widens ? try Self.multiplier("width", reader) : nil
    guard size == nil || (tall == nil && wide == nil) else {
      throw reader.wrong("size", "is for width and height together; leave out the one or the others")
    }
    width = size ?? wide
    height = size ?? tall
  }

  private static func multiplier(_ name: String, _ reader: MemberReader) throws -> Int? {
    let value = try reader.value(name, as: Int.self)
    guard let value, !(1...8).contains(value) else { return value }
    throw reader.wrong(name, "is \(value) and must be 1 to 8")
  }

  private static func underline(_ reader: MemberReader) throws -> TextStyle.Underline? {
    switch reader.has("underline") ? try reader.tree("underline").string : nil {
    case nil: return try reader.value("underline", as: Bool.self).map { $0 ? .thin : .none }
    case "none": return TextStyle.Underline.none
    case "thin": return .thin
    case "thick": return .thick
    default: throw reader.wrong("underline", "must be true, false, none, thin or thick")
    }
  }

  func write(to writer: inout MemberWriter, widens: Bool) throws {
    try writer.write("bold", isBold, unless: nil)
    try writer.write("underline", underline.map { ["none", "thin", "thick"][$0.rawValue] }, unless: nil)
    try writer.write("invert", isInverted, unless: nil)
    try writer.write("font", font, unless: nil)
    try writer.write("red", isRed, unless: nil)
    try writer.write("rotation", rotation?.rawValue, unless: nil)
    if width == height {
      try writer.write("size", width, unless: nil)
    } else {
      try writer.write("height", height, unless: nil)
      if widens { try writer.write("width", width, unless: nil) }
    }
  }

  /// `turnsLines`: whether 180° can be said here.
  func check(turnsLines: Bool = true) throws(ReceiptFault) {
    try ReceiptFault.check(width == height ? "size" : "width", width, 1...8)
    try ReceiptFault.check(width == height ? "size" : "height", height, 1...8)
    guard turnsLines || rotation != .line else {
      throw ReceiptFault("rotation", "turns whole lines by 180°, so it stands at the element")
    }
  }
}
