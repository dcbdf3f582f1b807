/// A trade item number in its longest form, as shelves, tills and GS1 labels all can be compared by.
package enum GTIN14 {
  /// nil when the code holds none, or one whose check digit is wrong.
  ///
  /// Of a symbology that nobody told only 12 and 13 digits are believed: shorter numbers are often something else. Labels
  /// of GS1 tell theirs by application identifier 01, see `GS1Message.gtin14`.
  package static func find(in data: [UInt8], _ symbology: Symbology) -> String? {
    switch symbology {
    // The identifier is only what the sender says: the length must be that of a trade item number.
    case .ean13, .ean8: return [8, 12, 13].contains(data.count) ? padded(data[...]) : nil
    case .upcA: return data.count == 11 ? withCheckDigit(data[...]) : find(in: data, .ean13)
    case .upcE: return UPCE.expand(data).flatMap { padded($0[...]) } ?? find(in: data, .ean13)
    case .eanAddOn, .ean8AddOn, .upcAAddOn, .upcEAddOn:
      guard let main = AddOn.split(data, symbology)?.main, !main.isEmpty else { return nil }
      return find(in: Array(main), symbology.withoutAddOn)
    case .itf: return data.count == 14 ? padded(data[...]) : nil
    case .unknown: return data.count == 12 || data.count == 13 ? padded(data[...]) : nil
    default: return nil
    }
  }

  /// Of 8, 12, 13 or 14 digits; nil if the check digit is wrong.
  static func padded(_ digits: ArraySlice<UInt8>) -> String? {
    guard digits.count <= 14, CheckDigit.isValid(digits) else { return nil }
    return String(unsafeUninitializedCapacity: 14) { buffer in
      let zeros = 14 - digits.count
      for index in 0..<zeros { buffer[index] = 0x30 }
      for (index, digit) in digits.enumerated() { buffer[zeros + index] = digit }
      return 14
    }
  }

  /// Where a scanner is told to leave it out.
  private static func withCheckDigit(_ digits: ArraySlice<UInt8>) -> String? {
    CheckDigit.of(digits).flatMap { padded(digits + [$0]) }
  }
}

extension Symbology {
  /// The main symbol's own.
  var withoutAddOn: Symbology {
    switch self {
    case .eanAddOn: .ean13
    case .ean8AddOn: .ean8
    case .upcAAddOn: .upcA
    case .upcEAddOn: .upcE
    default: self
    }
  }
}
