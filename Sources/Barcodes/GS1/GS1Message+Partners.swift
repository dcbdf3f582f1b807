extension GS1Message {
  /// Which identifiers need others, and which exclude each other.
  ///
  /// GS1 wants this judged over all symbols of an item, so it is a hint and never more: a batch may well stand in one
  /// symbol and its trade item in another.
  mutating func checkPartners(_ dictionary: GS1Dictionary) {
    let present = elements.map { Array($0.ai.utf8) }
    func has(_ pattern: String, besides ai: [UInt8]? = nil) -> Bool {
      present.contains { $0 != ai && Self.matches($0, pattern) }
    }
    var done: Set<String> = []
    for (element, ai) in zip(elements, present) where done.insert(element.ai).inserted {
      guard let row = dictionary.identifier(named: ai[...]) else { continue }
      for groups in row.requirements where !groups.contains(where: { $0.allSatisfy { has($0) } }) {
        let wanted = groups.map { $0.map { "(\($0))" }.joined(separator: " and ") }.joined(separator: " or ")
        warn(.missingPartner, element.ai, at: element.place, "(\(element.ai)) stands beside \(wanted)")
      }
      for pattern in row.exclusions where has(pattern, besides: ai) {
        warn(.badPartner, element.ai, at: element.place, "(\(element.ai)) may not stand beside (\(pattern))")
      }
    }
  }

  /// `n` in a pattern stands for any digit.
  private static func matches(_ ai: [UInt8], _ pattern: String) -> Bool {
    ai.count == pattern.utf8.count && zip(ai, pattern.utf8).allSatisfy { $0 == $1 || $1 == UInt8(ascii: "n") }
  }
}
