/// An output report that carries commands of the maker's language: a length byte, then the bytes.
struct HIDPOSCommandReport: Sendable {
  var id: UInt8
  /// Of the report, with its id.
  var length: Int
  var capacity: Int

  /// nil if the command is longer than the report.
  func report(_ command: [UInt8]) -> [UInt8]? {
    guard command.count <= capacity, command.count <= 0xFF else { return nil }
    var bytes = id == 0 ? [] : [id]
    bytes.append(UInt8(command.count))
    bytes += command
    bytes += [UInt8](repeating: 0, count: max(0, length - bytes.count))
    return bytes
  }
}
