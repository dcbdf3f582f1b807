/// One row of the GS1 dictionary: an application identifier, or a range of them that differ in their last digits.
package struct ApplicationIdentifier: Hashable, Sendable {
  /// A part of the data; parts follow one another, and only the last varies in length.
  package struct Component: Hashable, Sendable {
    package var characters: GS1CharacterSet
    package var lengths: ClosedRange<Int>
    package var isOptional: Bool
    package var linters: [GS1Linter]
  }

  /// First and last, filled with 0 and 9 to four digits: no identifier begins another.
  let range: ClosedRange<Int>
  /// Of the identifier, 2 to 4.
  package let digits: Int
  /// Of its data.
  package let lengths: ClosedRange<Int>
  /// Its length is known to every reader, so no FNC1 ends it.
  package let isPredefined: Bool
  /// May stand in the query of a GS1 Digital Link.
  package let isLinkAttribute: Bool
  package let components: [Component]
  /// All of them must be met, each by one of its groups of identifiers or patterns (`31nn`).
  package let requirements: [[[String]]]
  /// Identifiers or patterns that may not stand beside it.
  package let exclusions: [String]
  /// For a primary key of the Digital Link, the sequences of qualifiers that may follow it; nil for all others.
  package let qualifiers: [[String]]?
  /// `BEST BEFORE or BEST BY`; empty where GS1 gives none.
  package let title: String

  /// From a line of the table; nil if it is not one.
  init?(_ line: Substring) {
    let fields = line.split(separator: ";", omittingEmptySubsequences: false)
    guard fields.count == 6, let first = Int(fields[0]), let last = Int(fields[1]),
      (2...4).contains(fields[0].utf8.count)
    else { return nil }
    digits = fields[0].utf8.count
    let scale = [100, 10, 1][digits - 2]
    guard first <= last else { return nil }
    range = (first * scale)...(last * scale + scale - 1)
    isPredefined = fields[2].contains("*")
    isLinkAttribute = fields[2].contains("?")
    components = fields[3].split(separator: " ").compactMap(Component.init)
    guard !components.isEmpty, components.count == fields[3].split(separator: " ").count else { return nil }
    let minimum = components.reduce(0) { $0 + ($1.isOptional ? 0 : $1.lengths.lowerBound) }
    lengths = minimum...components.reduce(0) { $0 + $1.lengths.upperBound }

    var requirements: [[[String]]] = []
    var exclusions: [String] = []
    var qualifiers: [[String]]?
    for attribute in fields[4].split(separator: " ") {
      let parts = attribute.split(separator: "=", maxSplits: 1)
      let value = parts.count == 2 ? parts[1] : ""
      switch parts[0] {
      case "req": requirements.append(value.split(separator: ",").map { $0.split(separator: "+").map(String.init) })
      case "ex": exclusions += value.split(separator: ",").map(String.init)
      case "dlpkey": qualifiers = value.split(separator: "|").map { $0.split(separator: ",").map(String.init) }
      default: return nil
      }
    }
    self.requirements = requirements
    self.exclusions = exclusions
    self.qualifiers = qualifiers
    title = String(fields[5])
  }
}

extension ApplicationIdentifier.Component {
  /// `N13,csum,key`, `[X..17]`.
  init?(_ text: Substring) {
    isOptional = text.hasPrefix("[")
    var parts = text.split(separator: ",")[...]
    guard var type = parts.popFirst() else { return nil }
    if isOptional { type = type.dropFirst().dropLast() }
    guard let letter = type.utf8.first, let characters = GS1CharacterSet(rawValue: letter) else { return nil }
    self.characters = characters
    type = type.dropFirst()
    let isVariable = type.hasPrefix("..")
    guard let length = Int(isVariable ? type.dropFirst(2) : type), (1...99).contains(length) else { return nil }
    lengths = (isVariable ? 1 : length)...length
    linters = parts.compactMap { GS1Linter(rawValue: String($0)) }
    guard linters.count == parts.count else { return nil }
  }
}
