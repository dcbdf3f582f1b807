extension GS1Message {
  /// FNC1 between two elements, as scanners send it.
  package static let separator: UInt8 = 0x1D

  /// Reads element strings as a scanner sends them: identifiers and data in a row, FNC1 as 1D after data whose length
  /// is not predefined (GS1 General Specifications, 7.8).
  package init(elementString data: [UInt8], dictionary: GS1Dictionary = .standard) {
    self.init()
    var index = 0
    var end = -1
    while index < data.count {
      if data[index] == Self.separator {
        index += 1
        continue
      }
      if end < index { end = data[index...].firstIndex(of: Self.separator) ?? data.count }
      guard elements.count < Self.elementLimit else {
        warn(.tooMany, nil, at: index, "the rest is not read: there are over \(Self.elementLimit) elements")
        break
      }
      guard let row = dictionary.identifier(at: data[index..<end]) else {
        warn(.unknownIdentifier, nil, at: index, "no application identifier of GS1 stands here")
        index = min(index + (GS1Dictionary.predefinedLength(data[index..<end]) ?? data.count), end)
        continue
      }
      let name = data[index..<(index + row.digits)]
      let start = index + row.digits
      let stop = elementEnd(row, name, data, start..<end, dictionary)
      add(row, name: name, Array(data[start..<stop]), at: start)
      index = stop
    }
    checkPartners(dictionary)
  }

  /// A predefined length is that; else FNC1 ends it. Printers of labels forget it after other elements of one length.
  private mutating func elementEnd(
    _ row: ApplicationIdentifier, _ name: ArraySlice<UInt8>, _ data: [UInt8], _ range: Range<Int>,
    _ dictionary: GS1Dictionary
  ) -> Int {
    let longest = range.lowerBound + row.lengths.upperBound
    if range.upperBound <= longest { return range.upperBound }
    if row.isPredefined { return longest }
    guard row.lengths.count == 1, dictionary.identifier(at: data[longest..<range.upperBound]) != nil else {
      return range.upperBound
    }
    let ai = String(decoding: name, as: UTF8.self)
    warn(.missingSeparator, ai, at: longest, "no FNC1 stands after (\(ai))")
    return longest
  }

  /// Reads the form for people, `(01)09501101530003(10)AB12`; nil unless it begins with an identifier of GS1.
  ///
  /// A parenthesis is data unless a known identifier and another parenthesis follow.
  package init?(bracketed data: [UInt8], dictionary: GS1Dictionary = .standard) {
    guard Self.bracket(data, at: 0, dictionary) != nil else { return nil }
    self.init()
    var index = 0
    while let (row, end) = Self.bracket(data, at: index, dictionary) {
      guard elements.count < Self.elementLimit else {
        warn(.tooMany, nil, at: index, "the rest is not read: there are over \(Self.elementLimit) elements")
        break
      }
      var stop = end
      while stop < data.count, data[stop] != UInt8(ascii: "(") || Self.bracket(data, at: stop, dictionary) == nil {
        stop += 1
      }
      add(row, name: data[(index + 1)..<(end - 1)], Array(data[end..<stop]), at: end)
      index = stop
    }
    checkPartners(dictionary)
  }

  private static func bracket(
    _ data: [UInt8], at index: Int, _ dictionary: GS1Dictionary
  ) -> (row: ApplicationIdentifier, end: Int)? {
    guard index < data.count, data[index] == UInt8(ascii: "("),
      let close = data[index...].prefix(6).firstIndex(of: UInt8(ascii: ")")),
      let row = dictionary.identifier(named: data[(index + 1)..<close])
    else { return nil }
    return (row, close + 1)
  }

  /// `(01)09501101530003(10)AB12`.
  package var bracketed: String {
    elements.reduce(into: "") { $0 += "(\($1.ai))" + String(decoding: $1.value, as: UTF8.self) }
  }

  /// As a scanner would send it, with the fewest separators.
  package func elementString(dictionary: GS1Dictionary = .standard) -> [UInt8] {
    var data: [UInt8] = []
    for (index, element) in elements.enumerated() {
      data += element.ai.utf8
      data += element.value
      let isPredefined = dictionary.identifier(named: Array(element.ai.utf8)[...])?.isPredefined == true
      if !isPredefined, index + 1 < elements.count { data.append(Self.separator) }
    }
    return data
  }
}
