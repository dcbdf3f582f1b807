import PosProtocol

/// Writes a value as one line of JSON to standard output.
func writeJSONLine(_ value: some Encodable) {
  var line: [UInt8] = []
  do throws(JSONFault) {
    try JSONCodec.encode(value, into: &line)
  } catch {
    // Only a number that JSON cannot say, and none of the answers has one.
    return Console.error.line("posd: the answer cannot be said in JSON")
  }
  Console.out.line(String(decoding: line, as: UTF8.self))
}

/// The same as text, for what is written again and again.
func jsonLine(_ value: some Encodable) throws -> String {
  var line: [UInt8] = []
  try JSONCodec.encode(value, into: &line)
  return String(decoding: line, as: UTF8.self) + "\n"
}
