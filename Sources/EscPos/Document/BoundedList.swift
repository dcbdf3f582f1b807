/// How many elements an array may have.
protocol ListBound {
  static var limit: Int { get }
}

enum ColumnCount: ListBound { static var limit: Int { ReceiptLimits.columns } }
enum ElementCount: ListBound { static var limit: Int { ReceiptLimits.elements } }

/// An array that is given up as soon as it is longer than it may be.
struct BoundedList<Element: Decodable, Bound: ListBound>: Decodable {
  var elements: [Element]

  init(from decoder: any Decoder) throws {
    guard let list = try decoder.listIfAny(Element.self, limit: Bound.limit) else {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(codingPath: decoder.codingPath, debugDescription: "must be an array"))
    }
    elements = list
  }
}
