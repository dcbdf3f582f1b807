/// The memory that a printer keeps for the host's own data: records by their two characters (GS ( C), and a plain run of
/// bytes (FS g).
struct UserMemory: Hashable, Sendable {
  /// In bytes; each record takes three more (Epson, GS ( C 1).
  static let capacity = 1024
  private static let perRecord = 3

  private(set) var records: [UInt16: [UInt8]] = [:]
  /// Spaces until something is written.
  private(set) var bytes = [UInt8](repeating: 0x20, count: capacity)

  var used: Int { records.values.reduce(0) { $0 + $1.count + Self.perRecord } }
  var free: Int { max(0, Self.capacity - used) }

  /// False when there is no room.
  mutating func store(_ data: [UInt8], _ key: UInt16) -> Bool {
    let old = records[key].map { $0.count + Self.perRecord } ?? 0
    guard data.count + Self.perRecord <= free + old else { return false }
    records[key] = data
    return true
  }

  mutating func delete(_ key: UInt16) { records[key] = nil }

  mutating func deleteAll() { records = [:] }

  /// FS g 1; false outside of the memory.
  mutating func write(_ data: [UInt8], at address: Int) -> Bool {
    guard address >= 0, address + data.count <= bytes.count else { return false }
    bytes.replaceSubrange(address..<address + data.count, with: data)
    return true
  }

  /// FS g 2; nil outside of the memory.
  func read(_ count: Int, at address: Int) -> [UInt8]? {
    guard address >= 0, count > 0, address + count <= bytes.count else { return nil }
    return Array(bytes[address..<address + count])
  }
}
