extension JSONValue {
  /// For people and for files under version control: two spaces, members sorted.
  package var prettyText: String {
    var output = ""
    write(to: &output, indent: "")
    return output
  }

  private func write(to output: inout String, indent: String) {
    let inner = indent + "  "
    switch self {
    case .array(let elements) where !elements.isEmpty:
      output += "[\n"
      for (index, element) in elements.enumerated() {
        output += inner
        element.write(to: &output, indent: inner)
        output += index + 1 < elements.count ? ",\n" : "\n"
      }
      output += indent + "]"
    case .object(let members) where !members.isEmpty:
      output += "{\n"
      for (index, member) in members.sorted(by: { $0.key < $1.key }).enumerated() {
        output += inner + JSONValue.string(member.key).compactText + ": "
        member.value.write(to: &output, indent: inner)
        output += index + 1 < members.count ? ",\n" : "\n"
      }
      output += indent + "}"
    default: output += compactText
    }
  }

  /// On one line; `null` for numbers that JSON cannot say.
  package var compactText: String {
    var text: [UInt8] = []
    do throws(JSONFault) {
      try JSONCodec.encode(self, into: &text)
    } catch {
      return "null"
    }
    return String(decoding: text, as: UTF8.self)
  }
}
