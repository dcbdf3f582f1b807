/// What a label of GS1 says: its elements in order, and what is not as GS1 wants it. Nothing is rejected.
package struct GS1Message: Hashable, Sendable {
  package struct Element: Hashable, Sendable {
    /// The application identifier: `01`, `3103`.
    package var ai: String
    /// Its data.
    package var value: [UInt8]
    /// GS1's name of it; empty where GS1 gives none.
    package var title: String
    /// Where the data begin, as an offset in what was read.
    package var place: Int

    package init(ai: String, value: [UInt8], title: String, place: Int) {
      self.ai = ai
      self.value = value
      self.title = title
      self.place = place
    }
  }

  package struct Warning: Hashable, Sendable {
    /// A stable word: the name of a test of the GS1 dictionary, or one of `Fault`.
    package var code: String
    /// The application identifier, where one was found.
    package var ai: String?
    /// Where, as an offset in what was read.
    package var place: Int
    /// What is wrong, without the data.
    package var message: String
  }

  /// What no test of the dictionary says.
  package enum Fault: String, CaseIterable, Sendable {
    case unknownIdentifier, tooShort, tooLong, missingSeparator, badCharacter, repeated, missingPartner, badPartner
    case notAttribute, qualifierOrder, tooMany
  }

  /// A label has a dozen; more than these are not read.
  package static let elementLimit = 100
  static let warningLimit = 64

  package internal(set) var elements: [Element] = []
  package internal(set) var warnings: [Warning] = []

  init() {}

  /// The value of the first element with this identifier.
  package func value(_ ai: String) -> [UInt8]? {
    elements.first { $0.ai == ai }?.value
  }

  /// The trade item: of (01), else of an individual piece (8006) or a made-to-order one (03); nil if its check digit is
  /// wrong. What a logistic unit contains (02) is another item than the one that was scanned.
  package var gtin14: String? {
    for ai in ["01", "8006", "03"] {
      if let value = value(ai), value.count >= 14 { return GTIN14.padded(value[..<14]) }
    }
    return nil
  }

  mutating func warn(_ fault: Fault, _ ai: String?, at place: Int, _ message: String) {
    warn(fault.rawValue, ai, at: place, message)
  }

  mutating func warn(_ code: String, _ ai: String?, at place: Int, _ message: String) {
    guard warnings.count < Self.warningLimit else { return }
    warnings.append(Warning(code: code, ai: ai, place: place, message: message))
  }

  /// Adds an element and tests its data; `places` tells where each byte of it stood, nil where it stood as it is.
  mutating func add(
    _ row: ApplicationIdentifier, name: ArraySlice<UInt8>, _ value: [UInt8], at place: Int, places: [Int]? = nil
  ) {
    let ai = String(decoding: name, as: UTF8.self)
    if let other = elements.first(where: { $0.ai == ai }), other.value != value {
      warn(.repeated, ai, at: place, "(\(ai)) stands twice with different data")
    }
    elements.append(Element(ai: ai, value: value, title: row.title, place: place))
    check(row, ai, value[...]) { offset in
      guard let places else { return place + offset }
      return offset < places.count ? places[offset] : places.last ?? place
    }
  }

  /// The components one after another, each with its characters, its length and its tests.
  private mutating func check(
    _ row: ApplicationIdentifier, _ ai: String, _ value: ArraySlice<UInt8>, place: (Int) -> Int
  ) {
    var rest = value
    for component in row.components {
      if component.isOptional && rest.isEmpty { break }
      let part = rest.prefix(component.lengths.upperBound)
      rest = rest.dropFirst(part.count)
      if let wrong = part.firstIndex(where: { !component.characters.contains($0) }) {
        return warn(.badCharacter, ai, at: place(wrong), "(\(ai)) holds a character that it may not hold")
      }
      if part.count < component.lengths.lowerBound {
        return warn(
          .tooShort, ai, at: place(part.endIndex), "(\(ai)) is too short: \(value.count) of \(row.lengths.lowerBound)")
      }
      for linter in component.linters {
        if let fault = linter.fault(in: part) {
          warn(linter.rawValue, ai, at: place(part.startIndex + fault), "(\(ai)): \(linter.complaint)")
        }
      }
    }
    if !rest.isEmpty {
      warn(.tooLong, ai, at: place(rest.startIndex), "(\(ai)) is longer than \(row.lengths.upperBound)")
    }
  }
}
