/// What an element, a column, a cell or a span says of its text's style; nil leaves it as around it.
package struct TextLook: Hashable, Sendable {
  package enum Rotation: Int, CaseIterable, Hashable, Sendable {
    case none = 0
    /// Each character by 90° clockwise.
    case characters = 90
    /// The whole line by 180°: upside down.
    case line = 180
  }

  package var isBold: Bool?
  package var underline: TextStyle.Underline?
  package var isInverted: Bool?
  /// 1 to 8.
  package var width: Int?
  package var height: Int?
  package var font: TextStyle.Font?
  package var isRed: Bool?
  package var rotation: Rotation?

  package init() {}

  package func applied(to base: TextStyle) -> TextStyle {
    var style = base
    if let isBold { style.isBold = isBold }
    if let underline { style.underline = underline }
    if let isInverted { style.isInverted = isInverted }
    if let width { style.width = width }
    if let height { style.height = height }
    if let font { style.font = font }
    if let isRed { style.isRed = isRed }
    if let rotation {
      style.isRotated = rotation == .characters
      style.isUpsideDown = rotation == .line || (rotation == .characters && base.isUpsideDown)
    }
    return style
  }
}

extension TextLook {
  /// In columns and cells `width` is the column's, so that `size` and `height` are left for the characters.
  static let members = ["bold", "underline", "invert", "size", "height", "font", "red", "rotation"]
  static let textMembers = members + ["width"]

  init(_ reader: MemberReader, widens: Bool) throws {
    isBold = try reader.value("bold")
    underline = try Self.underline(reader)
    isInverted = try reader.value("invert")
    font = try reader.word("font")
    isRed = try reader.value("red")
    if let degrees = try reader.value("rotation", as: Int.self) {
      guard let rotation = Rotation(rawValue: degrees) else { throw reader.wrong("rotation", "must be 0, 90 or 180") }
      self.rotation = rotation
    }
    let size = try reader.value("size", as: Int.self)
    let tall = try reader.value("height", as: Int.self)
    let wide = widens ? try reader.value("width", as: Int.self) : nil
    guard size == nil || (tall == nil && wide == nil) else {
      throw reader.wrong("size", "is for width and height together; leave out the one or the others")
    }
    width = size ?? wide
    height = size ?? tall
  }

  private static func underline(_ reader: MemberReader) throws -> TextStyle.Underline? {
    do {
      return try reader.value("underline", as: Bool.self).map { $0 ? .thin : .none }
    } catch DecodingError.typeMismatch {
      return switch try reader.value("underline", as: String.self) {
      case "none": TextStyle.Underline.none
      case "thin": .thin
      case "thick": .thick
      default: throw reader.wrong("underline", "must be true, false, none, thin or thick")
      }
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
