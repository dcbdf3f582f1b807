extension GS1Linter {
  /// Codes out of a list.
  func listFault(_ data: ArraySlice<UInt8>) -> Int? {
    let isListed: Bool =
      switch self {
      case .iso3166: ISOCodes.isCountry(number: data)
      // 999 stands for several countries.
      case .iso3166999: ISOCodes.isCountry(number: data) || data.elementsEqual("999".utf8)
      case .iso3166alpha2: ISOCodes.isCountry(letters: data)
      case .iso3166list: Self.areCountries(data)
      case .iso4217: ISOCodes.isCurrency(number: data)
      case .iso5218: data.count == 1 && data.first.map { "0129".utf8.contains($0) } == true
      case .mediatype: Self.number(data).map { (1...10).contains($0) || (80...99).contains($0) } == true
      case .packagetype: ISOCodes.isPackageType(data)
      case .winding: data.count == 1 && data.first.map { "019".utf8.contains($0) } == true
      case .yesno: data.count == 1 && data.first.map { "01".utf8.contains($0) } == true
      default: true
      }
    return isListed ? nil : 0
  }

  private static func areCountries(_ data: ArraySlice<UInt8>) -> Bool {
    guard !data.isEmpty, data.count % 3 == 0 else { return false }
    return stride(from: data.startIndex, to: data.endIndex, by: 3).allSatisfy {
      ISOCodes.isCountry(number: data[$0..<($0 + 3)])
    }
  }
}
