/// Datalogic's label identifiers of the US set, sent before the data of serial and keyboard scanners
/// (labelIds.csv of Datalogic's Android POS services).
package enum DatalogicLabelID {
  /// Longest first, since `F` begins `FF`.
  private static let table: [(prefix: StaticString, symbology: Symbology)] = [
    ("]C1", .gs1_128), ("FF", .ean8), ("B1", .code39), ("B2", .itf), ("B3", .code128), ("QR", .qr), ("Dm", .dataMatrix),
    ("Az", .aztec), ("R4", .gs1DataBar), ("RX", .gs1DataBarExpanded), ("A", .upcA), ("E", .upcE), ("F", .ean13),
    ("P", .pdf417),
  ]

  /// Reads the identifier at the start of `data`; nil if there is none, and for UPC and EAN unless digits of a fitting
  /// count follow, since their identifier is a letter that data begin with too.
  package static func split(_ data: [UInt8]) -> (symbology: Symbology, length: Int)? {
    for row in table where row.prefix.withUTF8Buffer({ data.starts(with: $0) }) {
      let length = row.prefix.utf8CodeUnitCount
      if row.symbology.isRetail {
        let digits = data.dropFirst(length)
        guard (6...18).contains(digits.count), digits.allSatisfy(CheckDigit.isDigit) else { continue }
      }
      return (row.symbology, length)
    }
    return nil
  }
}
