/// The two-byte codes of plain East Asian text: ideographs, kana, their punctuation, full-width forms and signs, as
/// `TextPlanner` sets them while no page is in force.
package final class PlainCodes: Sendable {
  private let set: DoubleByteSet

  /// nil if the planner has no double-byte set, or a page with other characters than ASCII below 80.
  package init?(_ planner: TextPlanner) {
    guard planner.unsafeASCII.isEmpty, let set = planner.multiByte?.table.doubleByteSet else { return nil }
    self.set = set
  }

  /// The code of the character of well-formed UTF-8 that starts here; 0 if it is not plain or the encoding does not
  /// have it.
  package func code(_ utf8: UnsafeBufferPointer<UInt8>, _ index: Int) -> UInt16 { find(utf8, index) }

  /// Goes over the plain characters that start here, counting them, up to what is ASCII or not plain.
  package func skip(_ utf8: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> Int {
    var count = 0
    while index < utf8.count, utf8[index] >= 0x80, find(utf8, index) != 0 {
      index += Self.length(utf8[index])
      count += 1
    }
    return count
  }

  /// Appends the codes of the plain characters that start here, up to what is ASCII or not plain.
  package func append(
    _ utf8: UnsafeBufferPointer<UInt8>, _ index: inout Int, to output: inout [UInt8]
  ) {
    while index < utf8.count, utf8[index] >= 0x80 {
      let code = find(utf8, index)
      guard code != 0 else { return }
      output.append(UInt8(truncatingIfNeeded: code >> 8))
      output.append(UInt8(truncatingIfNeeded: code))
      index += Self.length(utf8[index])
    }
  }

  /// Appends the bytes of a text of printable ASCII and plain characters; controls are left out. false, and nothing
  /// appended, where it has anything else.
  package func encode(_ text: String, into output: inout [UInt8]) -> Bool {
    text.utf8.withContiguousStorageIfAvailable { utf8 in
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: utf8.count) { room in
        guard let count = encode(utf8, into: room) else { return false }
        output.append(contentsOf: UnsafeBufferPointer(rebasing: room[..<count]))
        return true
      }
    } ?? false
  }

  /// Into room for as many bytes as the text has.
  private func encode(_ utf8: UnsafeBufferPointer<UInt8>, into room: UnsafeMutableBufferPointer<UInt8>) -> Int? {
    var index = 0
    var count = 0
    while index < utf8.count {
      while let eight = Self.printableASCII(utf8, index) {
        UnsafeMutableRawBufferPointer(room).storeBytes(of: eight, toByteOffset: count, as: UInt64.self)
        index += 8
        count += 8
      }
      guard index < utf8.count else { break }
      let byte = utf8[index]
      if byte < 0x80 {
        if byte &- 0x20 < 0x5F {
          room[count] = byte
          count += 1
        }
        index += 1
      } else {
        let code = find(utf8, index)
        guard code != 0 else { return nil }
        room[count] = UInt8(truncatingIfNeeded: code >> 8)
        room[count + 1] = UInt8(truncatingIfNeeded: code)
        count += 2
        index += Self.length(byte)
      }
    }
    return count
  }

  @inline(__always)
  private func find(_ utf8: UnsafeBufferPointer<UInt8>, _ index: Int) -> UInt16 {
    let lead = utf8[index]
    let value: UInt32
    if 0xE2...0xEF ~= lead, index + 2 < utf8.count {
      value = UInt32(lead & 0x0F) << 12 | UInt32(utf8[index + 1] & 0x3F) << 6 | UInt32(utf8[index + 2] & 0x3F)
    } else if 0xC2...0xC3 ~= lead, index + 1 < utf8.count {
      value = UInt32(lead & 0x1F) << 6 | UInt32(utf8[index + 1] & 0x3F)
    } else {
      return 0
    }
    // U+5000 to U+9FFF are ideographs all: most characters are told by their first byte.
    return 0xE5...0xE9 ~= lead || TextPlanner.isPlain(value, page: false) ? TextPlanner.code(value, in: set) : 0
  }

  /// Eight bytes of printable ASCII, if as many stand here.
  @inline(__always)
  private static func printableASCII(_ utf8: UnsafeBufferPointer<UInt8>, _ index: Int) -> UInt64? {
    guard index + 8 <= utf8.count else { return nil }
    let eight = UnsafeRawBufferPointer(utf8).loadUnaligned(fromByteOffset: index, as: UInt64.self)
    // A high bit: not ASCII; after subtracting 20h from each: a control; after adding 1 to each: DEL.
    let signs = eight | (eight &- 0x2020_2020_2020_2020) | (eight &+ 0x0101_0101_0101_0101)
    return signs & 0x8080_8080_8080_8080 == 0 ? eight : nil
  }

  /// The bytes of a character that has a code, by its first.
  @inlinable
  package static func length(_ lead: UInt8) -> Int { lead < 0xE0 ? 2 : 3 }
}
