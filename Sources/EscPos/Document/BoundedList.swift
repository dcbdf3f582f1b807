import PosModel

/// How many elements an array may have.
protocol ListBound {
  static var limit: Int { get }
}

enum ColumnCount: ListBound { static var limit: Int { ReceiptLimits.columns } }
enum ElementCount: ListBound { static var limit: Int { ReceiptLimits.elements } }

/// An array that is given up as soon as it is longer than it may be.
struct BoundedList<Element: TreeDecodable, Bound: ListBound>: TreeDecodable {
  var elements: [Element]

  package init(_ tree: any TreeDecoder) throws {
    guard let list = try Element.list(tree, limit: Bound.limit) else { throw tree.wrong("must be an array") }
    elements = list
  }
}
