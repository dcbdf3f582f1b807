/// Finds the word that somebody may have meant.
enum Spelling {
  /// `did you mean "underline"?`, or all the words if none is near.
  static func advice(_ word: String, among words: [String]) -> String {
    guard let nearest = nearest(word, among: words) else { return "known are \(words.joined(separator: ", "))" }
    return "did you mean \"\(nearest)\"?"
  }

  /// What a member must be whose value is none of the words of a vocabulary.
  static func demand(_ word: String, of words: [String]) -> String {
    let demand = "must be \(words.joined(separator: ", "))"
    return nearest(word, among: words).map { "\(demand); did you mean \"\($0)\"?" } ?? demand
  }

  private static func nearest(_ word: String, among words: [String]) -> String? {
    let letters = Array(word.lowercased().utf8.prefix(32))
    var best: (word: String, distance: Int)?
    for candidate in words {
      let distance = distance(letters, Array(candidate.lowercased().utf8))
      if distance <= max(1, min(letters.count, candidate.utf8.count) / 2), distance < best?.distance ?? .max {
        best = (candidate, distance)
      }
    }
    return best?.word
  }

  /// How many letters have to be put in, left out or changed.
  private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var row = Array(0...right.count)
    for (index, letter) in left.enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for (column, other) in right.enumerated() {
        let change = diagonal + (letter == other ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(change, row[column] + 1, diagonal + 1)
      }
    }
    return row[right.count]
  }
}
