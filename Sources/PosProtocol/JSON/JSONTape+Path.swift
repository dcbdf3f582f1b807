extension JSONTape {
  /// How a value inside of another one is reached. It is walked for when an error needs it, so that reading keeps no paths.
  func path(from root: Int, to node: Int) -> [any CodingKey] {
    var keys: [any CodingKey] = []
    var place = root
    while place < node, node < Int(nodes[place].next) {
      let isObject = nodes[place].kind == .object
      // In an object each value has its name before it.
      let lead = isObject ? 1 : 0
      var child = place + 1
      var index = 0
      while child + lead < nodes.count, Int(nodes[child + lead].next) <= node {
        child = Int(nodes[child + lead].next)
        index += 1
      }
      guard child + lead <= node else { break }
      keys.append(isObject ? AnyKey(string(child)) : JSONIndex(index))
      place = child + lead
    }
    return keys
  }
}
