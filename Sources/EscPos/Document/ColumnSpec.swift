import PosModel

/// A column of a row or table: how wide it is, and how its text stands in it.
package struct ColumnSpec: Hashable, Sendable {
  package enum Width: Hashable, Sendable {
    /// In characters of the row's font.
    case characters(Int)
    /// As wide as its widest cell.
    case content
    /// Its part of what the others leave.
    case share(Int)
  }

  package var width: Width
  package var align: PrintCommand.Alignment
  /// false: what does not fit is left out.
  package var wraps: Bool
  package var look: TextLook

  package init(
    _ width: Width = .share(1), align: PrintCommand.Alignment = .left, wraps: Bool = true, look: TextLook = TextLook()
  ) {
    self.width = width
    self.align = align
    self.wraps = wraps
    self.look = look
  }
}

extension ColumnSpec: Codable, TreeDecodable {
  static let members = ["width", "share", "align", "wrap"] + TextLook.members

  package init(_ tree: any TreeDecoder) throws {
    let reader = try MemberReader(tree)
    try reader.check("a column", knows: Self.members)
    try self.init(reader)
  }

  init(_ reader: MemberReader) throws {
    self.init(
      try Self.width(reader), align: try reader.word("align") ?? .left, wraps: try reader.value("wrap") ?? true,
      look: try TextLook(reader, widens: false))
  }

  private static func width(_ reader: MemberReader) throws -> Width {
    let share = try reader.value("share", as: Int.self)
    guard reader.has("width") else { return .share(share ?? 1) }
    guard share == nil else { throw reader.wrong("share", "cannot stand beside width") }
    if let word = try reader.tree("width").string {
      guard word == "auto" else { throw reader.wrong("width", Self.widthWords) }
      return .content
    }
    do {
      return .characters(try reader.need("width"))
    } catch DecodingError.typeMismatch {
      throw reader.wrong("width", Self.widthWords)
    }
  }

  private static let widthWords = "must be a whole number of characters or \"auto\""

  package func encode(to encoder: any Encoder) throws {
    var writer = MemberWriter(encoder)
    try write(to: &writer)
  }

  func write(to writer: inout MemberWriter) throws {
    switch width {
    case .characters(let count): try writer.write("width", count)
    case .content: try writer.write("width", "auto")
    case .share(let share): try writer.write("share", share, unless: 1)
    }
    try writer.write("align", align, unless: .left)
    try writer.write("wrap", wraps, unless: true)
    try look.write(to: &writer, widens: false)
  }

  func check() throws(ReceiptFault) {
    switch width {
    case .characters(let count): try ReceiptFault.check("width", count, 1...255)
    case .content: break
    case .share(let share): try ReceiptFault.check("share", share, 1...100)
    }
    try look.check(turnsLines: false)
  }
}
