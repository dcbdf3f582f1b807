/// The word of `words` that `word` was probably meant to be; nil when none is near.
package func nearestWord(to word: String, in words: some Sequence<String>) -> String? {
  let limit = max(1, word.utf8.count / 3)
  let near = words.map { (word: $0, distance: editDistance(word, $0)) }.filter { $0.distance <= limit }
  return near.min { ($0.distance, $0.word) < ($1.distance, $1.word) }?.word
}

/// How many letters to add, drop, change or swap with their neighbour (optimal string alignment).
package func editDistance(_ first: String, _ second: String) -> Int {
  // Longer words are no words of ours: the work stays bounded.
  let first = Array(first.lowercased().utf8.prefix(64))
  let second = Array(second.lowercased().utf8.prefix(64))
  var before = [Int](repeating: 0, count: second.count + 1)
  var above = Array(0...second.count)
  for row in first.indices {
    var current = [row + 1]
    for column in second.indices {
      var cost = above[column] + (first[row] == second[column] ? 0 : 1)
      cost = min(cost, above[column + 1] + 1, current[column] + 1)
      if row > 0, column > 0, first[row] == second[column - 1], first[row - 1] == second[column] {
        cost = min(cost, before[column - 1] + 1)
      }
      current.append(cost)
    }
    (before, above) = (above, current)
  }
  return above[second.count]
}
