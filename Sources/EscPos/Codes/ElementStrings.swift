import PosModel

/// GS1 element strings: application identifiers with their data, written `(01)09501101530003(10)AB12`.
///
/// A parenthesis that is part of the data is one unless two to four digits and `)` follow it.
struct ElementStrings: Equatable {
  struct Element: Equatable {
    var identifier: ApplicationIdentifier
    var data: [UInt8]
  }

  var elements: [Element]

  /// With check digits computed where the last digit is missing.
  init(_ text: String, _ name: String) throws(PosError) {
    let remedy = "write each identifier in parentheses before its data: (01)09501101530003(17)260131"
    let bytes = try CodeRules.ascii(text, name, remedy: "GS1 data holds the ASCII of ISO/IEC 646 only")
    elements = []
    var index = 0
    while index < bytes.count {
      guard let end = Self.identifierEnd(bytes, at: index) else {
        throw CodeRules.wrong("\(name) needs an application identifier in parentheses (place \(index + 1))", remedy)
      }
      let given = CodeRules.text(bytes[(index + 1)..<end])
      guard let identifier = ApplicationIdentifier(given), identifier.name == given else {
        throw CodeRules.wrong(
          "(\(given)) is not an application identifier of GS1", "look it up in the GS1 General Specifications, 3.2")
      }
      var stop = end + 1
      while stop < bytes.count, Self.identifierEnd(bytes, at: stop) == nil { stop += 1 }
      let data = try Self.checked(Array(bytes[(end + 1)..<stop]), identifier)
      elements.append(Element(identifier: identifier, data: data))
      index = stop
    }
    guard !elements.isEmpty else { throw CodeRules.wrong("\(name) holds no data", remedy) }
  }

  /// From what a reader sees: identifiers and data in a row, FNC1 (here nil) after those of variable length.
  init?(read symbols: [UInt8?]) {
    elements = []
    for part in symbols.split(separator: nil, omittingEmptySubsequences: true) {
      var rest = part.compactMap { $0 }
      while !rest.isEmpty {
        guard let identifier = ApplicationIdentifier(CodeRules.text(rest)) else { return nil }
        rest.removeFirst(identifier.name.utf8.count)
        let length = identifier.isPredefined ? identifier.lengths.upperBound : rest.count
        guard length <= rest.count, length > 0 else { return nil }
        elements.append(Element(identifier: identifier, data: Array(rest.prefix(length))))
        rest.removeFirst(length)
      }
    }
    guard !elements.isEmpty else { return nil }
  }

  var text: String {
    elements.reduce(into: "") { $0 += "(\($1.identifier.name))" + CodeRules.text($1.data) }
  }

  /// Identifiers and data, nil for the FNC1 between two elements of which the first has no predefined length.
  var symbols: [UInt8?] {
    var all: [UInt8?] = []
    for (index, element) in elements.enumerated() {
      all += Array(element.identifier.name.utf8).map { $0 }
      all += element.data.map { $0 }
      if !element.identifier.isPredefined && index + 1 < elements.count { all.append(nil) }
    }
    return all
  }

  private static func identifierEnd(_ bytes: [UInt8], at index: Int) -> Int? {
    guard bytes[index] == UInt8(ascii: "(") else { return nil }
    var end = index + 1
    while end < bytes.count, CodeRules.isDigit(bytes[end]), end - index <= 4 { end += 1 }
    return end < bytes.count && bytes[end] == UInt8(ascii: ")") && end - index >= 3 ? end : nil
  }

  private static func checked(_ data: [UInt8], _ identifier: ApplicationIdentifier) throws(PosError) -> [UInt8] {
    let name = "(\(identifier.name))"
    switch identifier.content {
    case .digits:
      try CodeRules.require(data, name, remedy: "the data of \(name) are digits", CodeRules.isDigit)
    case .characters:
      try CodeRules.require(data, name, remedy: "GS1 data hold letters, digits and !\"%&'()*+,-./:;<=>?_", isCharacter)
    }
    if identifier.hasCheckDigit {
      return try CodeRules.checked(data, length: identifier.lengths.upperBound, name)
    }
    guard identifier.lengths.contains(data.count) else {
      let length =
        identifier.lengths.count == 1
        ? "\(identifier.lengths.lowerBound)" : "\(identifier.lengths.lowerBound) to \(identifier.lengths.upperBound)"
      throw CodeRules.wrong("\(name) takes \(length) characters, not \(data.count)", "correct the data of \(name)")
    }
    if identifier.isDate, !isDate(data) {
      throw CodeRules.wrong("\(name) takes a date as YYMMDD", "use months 01 to 12 and days 00 (end of month) to 31")
    }
    return data
  }

  private static func isDate(_ data: [UInt8]) -> Bool {
    guard data.count == 6 else { return false }
    let month = Int(data[2] &- 0x30) * 10 + Int(data[3] &- 0x30)
    let day = Int(data[4] &- 0x30) * 10 + Int(data[5] &- 0x30)
    return (1...12).contains(month) && day <= 31
  }

  /// Character set 82 (GS1 General Specifications, 7.11).
  private static func isCharacter(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x21, 0x22, 0x25...0x2F, 0x30...0x3F, 0x41...0x5A, 0x5F, 0x61...0x7A: true
    default: false
    }
  }
}
