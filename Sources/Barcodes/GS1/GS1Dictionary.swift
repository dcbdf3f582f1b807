/// The application identifiers that GS1 has defined.
package struct GS1Dictionary: Sendable {
  /// In the order of their numbers.
  package let rows: [ApplicationIdentifier]
  /// How many digits an identifier has by its first two; 0 where there is none.
  private let digits: [UInt8]

  /// Of the table that was made from GS1's own file.
  package static let standard = GS1Dictionary(GS1DictionaryTable.text.description)

  init(_ table: String) {
    rows = table.split(separator: "\n").compactMap { ApplicationIdentifier($0) }
    var digits = [UInt8](repeating: 0, count: 100)
    for row in rows {
      for two in (row.range.lowerBound / 100)...(row.range.upperBound / 100) where digits.indices.contains(two) {
        digits[two] = UInt8(truncatingIfNeeded: row.digits)
      }
    }
    self.digits = digits
  }

  /// The identifier at the start of `data`; nil if there is none that GS1 has defined.
  package func identifier(at data: ArraySlice<UInt8>) -> ApplicationIdentifier? {
    guard let two = GS1Linter.number(data.prefix(2)), data.count >= 2 else { return nil }
    let count = Int(digits[two])
    guard count > 0, data.count >= count, let number = GS1Linter.number(data.prefix(count)) else { return nil }
    let key = number * [100, 10, 1][count - 2]
    var low = 0
    var high = rows.count
    while low < high {
      let middle = (low + high) / 2
      if rows[middle].range.upperBound < key { low = middle + 1 } else { high = middle }
    }
    guard low < rows.count, rows[low].range.contains(key) else { return nil }
    return rows[low]
  }

  /// The same of a text that is the identifier and nothing else.
  package func identifier(named name: ArraySlice<UInt8>) -> ApplicationIdentifier? {
    guard (2...4).contains(name.count), let row = identifier(at: name), row.digits == name.count else { return nil }
    return row
  }

  /// How long an element is in all, by its first two digits, whatever identifier that is (GS1 General Specifications,
  /// figure 7.8.5-2); nil for those that an FNC1 ends.
  package static func predefinedLength(_ data: ArraySlice<UInt8>) -> Int? {
    switch GS1Linter.number(data.prefix(2)) {
    case 0: 20
    case 1, 2, 3: 16
    case 4: 18
    case .some(11...19): 8
    case 20: 4
    case .some(31...36): 10
    case 41: 16
    default: nil
    }
  }
}
