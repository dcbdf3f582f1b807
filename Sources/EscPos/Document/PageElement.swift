import PosModel

/// A part of the paper on which everything has its place (page mode).
package struct PageElement: Hashable, Sendable {
  package struct Item: Hashable, Sendable {
    /// Where its left edge is, and where it stands on, in dots from the corner where the page begins.
    package var x: Int
    package var y: Int
    package var element: ReceiptElement

    package init(x: Int, y: Int, _ element: ReceiptElement) {
      self.x = x
      self.y = y
      self.element = element
    }
  }

  package var items: [Item]
  /// In dots, as it comes out of the printer; a nil width is the paper's.
  package var width: Int?
  package var height: Int
  package var direction: PageDirection

  package init(_ items: [Item], width: Int? = nil, height: Int, direction: PageDirection = .leftToRight) {
    self.items = items
    self.width = width
    self.height = height
    self.direction = direction
  }
}

extension PageElement: Codable {
  static let members = ["page", "width", "height", "direction"]

  package init(from decoder: any Decoder) throws {
    let reader = try MemberReader(decoder, of: "a page", knows: Self.members)
    self.init(
      try reader.need("page", as: BoundedList<Item, ElementCount>.self).elements, width: try reader.value("width"),
      height: try reader.need("height"), direction: try reader.word("direction") ?? .leftToRight)
  }

  package func encode(to encoder: any Encoder) throws {
    var writer = MemberWriter(encoder)
    try writer.write("page", items)
    try writer.write("width", width, unless: nil)
    try writer.write("height", height)
    try writer.write("direction", direction, unless: .leftToRight)
  }

  func check() throws(ReceiptFault) {
    try ReceiptFault.check("width", width, 24...ReceiptLimits.pageWidth)
    try ReceiptFault.check("height", height, 24...ReceiptLimits.pageHeight)
    for (index, item) in items.enumerated() {
      do {
        try ReceiptFault.check("x", item.x, 0...ReceiptLimits.pageHeight)
        try ReceiptFault.check("y", item.y, 0...ReceiptLimits.pageHeight)
      } catch {
        throw error.inside("page[\(index)]")
      }
    }
  }
}

extension PageElement.Item: Codable, TreeDecodable {
  static let members = ["x", "y", "element"]

  package init(_ tree: any TreeDecoder) throws {
    let reader = try MemberReader(tree)
    try reader.check("an item of a page", knows: Self.members)
    self.init(x: try reader.need("x"), y: try reader.need("y"), try reader.need("element"))
  }

  package func encode(to encoder: any Encoder) throws {
    var writer = MemberWriter(encoder)
    try writer.write("x", x)
    try writer.write("y", y)
    try writer.write("element", element)
  }
}
