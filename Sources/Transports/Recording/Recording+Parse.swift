import PosModel

extension Recording {
  /// Reads a whole file; throws `illegal` with the number of the first line that makes no sense.
  package init(parsing bytes: [UInt8]) throws(PosError) {
    var transport: TransportDescription?
    var mask: RecordingMask?
    var entries: [Entry] = []
    var fields: [String: String] = [:]
    var number = 0
    for slice in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      number += 1
      var words = RecordingWords(slice)
      if number == 1 {
        guard words.rest == Self.firstLine else { throw Self.error(1, "not a recording of version 1") }
        continue
      }
      if words.isEmpty || slice.first == UInt8(ascii: "#") { continue }
      guard let first = slice.first, first >= UInt8(ascii: "a"), first <= UInt8(ascii: "z") else {
        guard let entry = words.entry() else { throw Self.error(number, "not an entry") }
        entries.append(entry)
        continue
      }
      guard entries.isEmpty, let name = words.next(), let value = RecordingWords.unescaped(words.rest) else {
        throw Self.error(number, "a header line after the first entry")
      }
      switch name {
      case "mask": mask = RecordingMask(rawValue: value)
      case "transport": transport = TransportDescription.Kind(rawValue: value).map { TransportDescription(kind: $0) }
      default: fields[name] = value
      }
    }
    guard var transport else { throw Self.error(number, "no transport line") }
    guard let mask else { throw Self.error(number, "no mask line") }
    transport.vid = fields["vid"]
    transport.pid = fields["pid"]
    transport.port = fields["port"]
    transport.path = fields["path"]
    transport.address = fields["address"]
    self.init(transport: transport, mask: mask, entries: entries)
  }

  private static func error(_ line: Int, _ what: String) -> PosError {
    PosError(
      .illegal, "recording, line \(line): \(what)", remedy: "docs/recordings.md of posd describes the format")
  }
}
