/// How a value that is being written was reached, as a list that grows without copying.
final class JSONPath {
  private let key: any CodingKey
  private let parent: JSONPath?

  init(_ key: any CodingKey, _ parent: JSONPath?) {
    self.key = key
    self.parent = parent
  }

  var keys: [any CodingKey] { (parent?.keys ?? []) + [key] }
}
