/// A trade item number in its longest form, as shelves, tills and GS1 labels all can be compared by.
package enum GTIN14 {
  /// nil when the code holds none, or one whose check digit is wrong.
  ///
  /// Of a symbology that nobody told only 12 and 13 digits are believed: shorter numbers are often something else.
  package static func find(in data: [UInt8], _ symbology: Symbology) -> String? {
    let digits: ArraySlice<UInt8>
    switch symbology {
    // The identifier is only what the sender says: the length must be that of a trade item number.
    case .ean13 where [8, 12, 13].contains(data.count), .upcA where [8, 12, 13].contains(data.count),
      .ean8 where [8, 12, 13].contains(data.count):
      digits = data[...]
    case .eanAddOn where data.count > 13: digits = data[..<13]
    case .itf where data.count == 14: digits = data[...]
    case .unknown where data.count == 12 || data.count == 13: digits = data[...]
    case .gs1_128, .gs1DataBar, .gs1DataMatrix, .gs1QR, .gs1Composite, .dotCode:
      // AI 01 comes first on trade items; it has a fixed length and so no separator before it.
      let start = data.first == 0x1D ? 1 : 0
      guard data.count >= start + 16, data[start...].starts(with: [0x30, 0x31]) else { return nil }
      digits = data[(start + 2)..<(start + 16)]
    default: return nil
    }
    guard CheckDigit.isValid(digits) else { return nil }
    return String(repeating: "0", count: 14 - digits.count) + String(decoding: digits, as: UTF8.self)
  }
}
