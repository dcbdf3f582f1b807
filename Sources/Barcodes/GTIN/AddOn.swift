/// The two or five digits beside an EAN or UPC: the issue of a magazine, the price of a book.
package enum AddOn {
  /// Takes what a scanner sent in one piece apart: the main symbol's digits and the add-on's; nil if it has none, or if
  /// its length fits no such symbol. The main part is empty where only the add-on was sent (`]E1`, `]E2`).
  package static func split(
    _ data: [UInt8], _ symbology: Symbology
  ) -> (main: ArraySlice<UInt8>, addOn: ArraySlice<UInt8>)? {
    let lengths: [Int]
    switch symbology {
    case .eanAddOn: lengths = data.count == 2 || data.count == 5 ? [0] : [13, 12, 8]
    case .upcAAddOn: lengths = [12, 13, 11]
    case .ean8AddOn: lengths = [8]
    case .upcEAddOn: lengths = [6, 7, 8, 12, 13]
    default: return nil
    }
    guard data.allSatisfy(CheckDigit.isDigit) else { return nil }
    // Some scanners send UPC-A without its check digit: 11 + 2 is 13 digits, which no other pair of lengths gives.
    guard let main = lengths.first(where: { data.count == $0 + 2 || data.count == $0 + 5 }) else { return nil }
    return (data[..<main], data[main...])
  }
}
