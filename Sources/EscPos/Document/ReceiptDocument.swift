import PosModel

/// A receipt as POS programs write it: what stands on it, not where its dots are (docs/receipt.md).
package struct ReceiptDocument: Hashable, Sendable {
  package var elements: [ReceiptElement]

  package init(_ elements: [ReceiptElement] = []) {
    self.elements = elements
  }
}

extension ReceiptDocument: Codable, TreeDecodable {
  /// Reads and checks; throws a `PosError` whose message starts with the JSON path of what is wrong.
  package init(_ tree: any TreeDecoder) throws {
    let root = tree.codingPath.receiptPlace("receipt")
    do {
      guard let elements = try ReceiptElement.list(tree, limit: ReceiptLimits.elements) else {
        throw ReceiptFault("must be an array of elements")
      }
      self = try ReceiptDocument(elements).checked(at: root)
    } catch {
      throw PosError(receipt: error, root: root)
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.unkeyedContainer()
    for element in elements { try container.encode(element) }
  }
}

extension ReceiptDocument {
  /// The receipt itself if every number is in its range and the whole is within `ReceiptLimits`.
  ///
  /// What barcodes and symbols have to say is normalised.
  package func checked() throws(PosError) -> ReceiptDocument {
    try checked(at: "receipt")
  }

  private func checked(at root: String) throws(PosError) -> ReceiptDocument {
    var checker = ReceiptChecker()
    do {
      return ReceiptDocument(try checker.elements(elements))
    } catch {
      throw error.posError(at: root)
    }
  }
}
