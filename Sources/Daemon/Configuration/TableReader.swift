import PosModel

/// Collects what is wrong with one file.
final class ProblemList {
  let file: String
  private let lines: KeyLines
  private(set) var problems: [ConfigurationError.Problem] = []

  init(file: String, lines: KeyLines) {
    self.file = file
    self.lines = lines
  }

  func add(_ message: String, at path: KeyLines.Path) {
    problems.append(ConfigurationError.Problem(file: file, line: lines[path], message: message))
  }
}

/// Reads the keys of one table; what was never asked for is unknown.
struct TableReader {
  let path: KeyLines.Path
  let problems: ProblemList
  private let values: [String: ConfigurationValue]
  private var known: Set<String> = []

  init(_ values: [String: ConfigurationValue], path: KeyLines.Path, problems: ProblemList) {
    self.values = values
    self.path = path
    self.problems = problems
  }

  func has(_ key: String) -> Bool { values[key] != nil }

  func fail(_ key: String, _ message: String) {
    problems.add("\(key) \(message)", at: path + [key])
  }

  /// About the table as a whole.
  func fail(_ message: String) {
    problems.add(message, at: path)
  }

  // MARK: Values

  mutating func text(_ key: String) -> String? {
    value(key, "a text") { if case .string(let text) = $0 { text } else { nil } }
  }

  mutating func flag(_ key: String) -> Bool? {
    value(key, "true or false") { if case .boolean(let flag) = $0 { flag } else { nil } }
  }

  mutating func number(_ key: String, in range: ClosedRange<Int>) -> Int? {
    let number = value(key, "a number") { if case .integer(let number) = $0 { number } else { nil } }
    guard let number else { return nil }
    if range.contains(number) { return number }
    fail(key, "must be between \(range.lowerBound) and \(range.upperBound), not \(number)")
    return nil
  }

  mutating func texts(_ key: String) -> [String]? {
    value(key, "an array of texts") { value in
      guard case .array(let elements) = value else { return nil }
      let texts = elements.compactMap { if case .string(let text) = $0 { text } else { nil } }
      return texts.count == elements.count ? texts : nil
    }
  }

  mutating func numbers(_ key: String) -> [Int]? {
    value(key, "an array of numbers") { value in
      guard case .array(let elements) = value else { return nil }
      let numbers = elements.compactMap { if case .integer(let number) = $0 { number } else { nil } }
      return numbers.count == elements.count ? numbers : nil
    }
  }

  /// A table of texts and numbers whose keys are free, ordered by them.
  mutating func pairs(_ key: String) -> [(key: String, value: String)]? {
    value(key, "a table of texts or numbers") { value in
      guard case .table(let table) = value else { return nil }
      let pairs = table.compactMap { key, value -> (key: String, value: String)? in
        switch value {
        case .string(let text): (key, text)
        case .integer(let number): (key, String(number))
        default: nil
        }
      }
      return pairs.count == table.count ? pairs.sorted { $0.key < $1.key } : nil
    }
  }

  func isText(_ key: String) -> Bool {
    if case .string = values[key] { true } else { false }
  }

  /// A text that `parse` understands; `form` shows how it is written.
  mutating func parsed<Value>(_ key: String, form: String, _ parse: (String) -> Value?) -> Value? {
    guard let text = text(key) else { return nil }
    if let value = parse(text) { return value }
    fail(key, "cannot be \"\(text)\"; write it as \(form)")
    return nil
  }

  /// One word of a list.
  mutating func word<Word: RawRepresentable>(_ key: String, of words: [Word]) -> Word? where Word.RawValue == String {
    guard let text = text(key) else { return nil }
    return Self.find(text, in: words) { fail(key, $0) }
  }

  mutating func words<Word: RawRepresentable>(_ key: String, of words: [Word]) -> [Word]?
  where Word.RawValue == String {
    texts(key)?.compactMap { text in Self.find(text, in: words) { fail(key, $0) } }
  }

  mutating func duration(_ key: String) -> Duration? {
    parsed(key, form: "\"500ms\", \"5s\", \"30m\" or \"2h\"", Quantities.duration)
  }

  // MARK: Tables

  mutating func table(_ key: String) -> TableReader? {
    let table = value(key, "a table") { if case .table(let table) = $0 { table } else { nil } }
    return table.map { TableReader($0, path: path + [key], problems: problems) }
  }

  /// `[[key]]`
  mutating func tables(_ key: String) -> [TableReader] {
    let tables = value(key, "written as [[\(key)]]") { value -> [[String: ConfigurationValue]]? in
      guard case .array(let elements) = value else { return nil }
      let tables = elements.compactMap { if case .table(let table) = $0 { table } else { nil } }
      return tables.count == elements.count ? tables : nil
    }
    return (tables ?? []).enumerated().map { index, table in
      TableReader(table, path: path + [key, "[\(index)]"], problems: problems)
    }
  }

  /// Reports every key that nobody asked for; call it last.
  func finish() {
    for key in values.keys.sorted() where !known.contains(key) {
      var message = "unknown key \"\(key)\""
      if let near = nearestWord(to: key, in: known) { message += "; did you mean \"\(near)\"?" }
      problems.add(message, at: path + [key])
    }
  }

  private mutating func value<Value>(
    _ key: String, _ kind: String, _ convert: (ConfigurationValue) -> Value?
  ) -> Value? {
    known.insert(key)
    guard let value = values[key] else { return nil }
    if let converted = convert(value) { return converted }
    fail(key, "must be \(kind), not \(value.kind)")
    return nil
  }

  private static func find<Word: RawRepresentable>(
    _ text: String, in words: [Word], fail: (String) -> Void
  ) -> Word? where Word.RawValue == String {
    if let word = words.first(where: { $0.rawValue == text }) { return word }
    let all = words.map(\.rawValue)
    if let near = nearestWord(to: text, in: all) {
      fail("cannot be \"\(text)\"; did you mean \"\(near)\"?")
    } else {
      fail("cannot be \"\(text)\"; it is one of \(all.joined(separator: ", "))")
    }
    return nil
  }
}
