import PosModel

/// What is wrong with a receipt, and where; each level puts its own name before the place on the way up.
struct ReceiptFault: Error {
  /// `[3].row[1].width`.
  var place: String
  var why: String

  init(_ place: String, _ why: String) {
    self.place = place
    self.why = why
  }

  init(_ why: String) {
    self.init("", why)
  }

  func inside(_ outer: String) -> ReceiptFault {
    outer.isEmpty
      ? self : ReceiptFault(place.isEmpty || place.hasPrefix("[") ? outer + place : "\(outer).\(place)", why)
  }

  func posError(at root: String) -> PosError {
    let fault = inside(root)
    return PosError(.illegal, "\(fault.place): \(fault.why)", remedy: "docs/receipt.md describes each element")
  }
}

extension ReceiptFault {
  /// Throws unless the number is in the range; nil is.
  static func check(_ name: String, _ value: Int?, _ range: ClosedRange<Int>) throws(ReceiptFault) {
    guard let value, !range.contains(value) else { return }
    throw ReceiptFault(name, "is \(value) and must be \(range.lowerBound) to \(range.upperBound)")
  }
}

extension PosError {
  /// The error of reading a receipt, with the JSON path of the element: `receipt[3].row[1].width: …`.
  ///
  /// `root` names the value itself where the decoder gave no path.
  package init(receipt error: any Error, root: String = "receipt") {
    switch error {
    case let error as PosError: self = error
    case let fault as ReceiptFault: self = fault.posError(at: root)
    case DecodingError.keyNotFound(let key, let context):
      self = ReceiptFault(context.codingPath.receiptPlace(root, key), "is missing").posError(at: "")
    case DecodingError.typeMismatch(let type, let context):
      self = ReceiptFault(context.codingPath.receiptPlace(root), "must be \(Self.word(type))").posError(at: "")
    case DecodingError.valueNotFound(let type, let context):
      let why = "is null and must be \(Self.word(type))"
      self = ReceiptFault(context.codingPath.receiptPlace(root), why).posError(at: "")
    case DecodingError.dataCorrupted(let context):
      self = ReceiptFault(context.codingPath.receiptPlace(root), context.debugDescription).posError(at: "")
    default: self = ReceiptFault(root, "is not understood").posError(at: "")
    }
  }

  private static func word(_ type: any Any.Type) -> String {
    switch type {
    case is String.Type: "a string"
    case is Bool.Type: "true or false"
    case is any BinaryInteger.Type: "a whole number in range"
    case is any BinaryFloatingPoint.Type: "a number"
    case is [Any].Type: "an array"
    default: "an object"
    }
  }
}

extension [any CodingKey] {
  /// `receipt[3].row[1].width`.
  func receiptPlace(_ root: String, _ last: (any CodingKey)? = nil) -> String {
    var place = ""
    if first.map({ $0.intValue != nil }) ?? true { place = root }
    for key in last.map({ self + [$0] }) ?? self {
      if let index = key.intValue {
        place += "[\(index)]"
      } else {
        place += place.isEmpty ? key.stringValue : ".\(key.stringValue)"
      }
    }
    return place
  }
}
