import TOMLKit

/// A value of a TOML file, free of the parser.
enum ConfigurationValue: Hashable, Sendable {
  case string(String)
  case integer(Int)
  case boolean(Bool)
  case array([ConfigurationValue])
  case table([String: ConfigurationValue])
  /// A kind that no key of posd takes: dates, fractions.
  case other(String)

  /// In words of the person who wrote the file.
  var kind: String {
    switch self {
    case .string: "a text"
    case .integer: "a number"
    case .boolean: "true or false"
    case .array: "an array"
    case .table: "a table"
    case .other(let kind): "a \(kind)"
    }
  }

  /// What TOML itself does not allow.
  struct SyntaxError: Error {
    var line: Int
    var message: String
  }

  /// Parses a whole file.
  init(parsing text: String) throws(SyntaxError) {
    let root: TOMLTable
    do {
      root = try TOMLTable(string: text)
    } catch let error as TOMLParseError {
      throw SyntaxError(line: error.source.begin.line, message: error.description)
    } catch {
      throw SyntaxError(line: 1, message: "\(error)")
    }
    self = withExtendedLifetime(root) { Self.convert(root) }
  }

  private static func convert(_ table: TOMLTable) -> ConfigurationValue {
    var values: [String: ConfigurationValue] = [:]
    // Not TOMLKit's own iterator, which traps on a key that holds a NUL.
    for key in table.keys { values[key] = table[key].map { convert($0) } ?? .other("value without a usable key") }
    return .table(values)
  }

  private static func convert(_ value: any TOMLValueConvertible) -> ConfigurationValue {
    if let text = value.string { return .string(text) }
    if let number = value.int { return .integer(number) }
    if let flag = value.bool { return .boolean(flag) }
    if let table = value.table { return convert(table) }
    if let array = value.array { return .array(array.map { convert($0) }) }
    return .other(value.type.description)
  }
}
