/// The two-byte characters of an encoding, both ways, in arrays that are made from its table at first use.
struct DoubleByteSet: Sendable {
  /// Lead bytes with trail bytes, filled in ascending order.
  struct Zone {
    let leads: ClosedRange<UInt8>
    let trails: [ClosedRange<UInt8>]
  }

  private static let columns = 192
  private let leads: ClosedRange<UInt8>
  /// By lead byte and trail byte from 40; 0 is none.
  private var characters: [UInt16]
  /// Code point to code in pages of 256: the number of the page, then the code; 0 is none.
  private var pages = [UInt8](repeating: 0, count: 256)
  private var codes: [UInt16] = []

  /// `decodeOnly`: codes whose character has another code that is sent.
  init(_ table: StaticString, leads: ClosedRange<UInt8>, zones: [Zone], decodeOnly: [ClosedRange<UInt16>] = []) {
    self.leads = leads
    characters = [UInt16](repeating: 0, count: leads.count * Self.columns)
    fill(zones, with: Self.cells(table), decodeOnly: decodeOnly)
  }

  /// Puts characters into the zones one after the other, a 0 leaving its place empty.
  mutating func fill(_ zones: [Zone], with cells: [UInt16], decodeOnly: [ClosedRange<UInt16>] = []) {
    var next = 0
    for zone in zones {
      for lead in zone.leads {
        for trails in zone.trails {
          for trail in trails {
            guard next < cells.count else { return }
            let code = UInt16(lead) << 8 | UInt16(trail)
            let character = cells[next]
            next += 1
            guard character != 0, let place = place(lead, trail) else { continue }
            characters[place] = character
            if !decodeOnly.contains(where: { $0 ~= code }) { link(character, to: code) }
          }
        }
      }
    }
  }

  /// The code of a character of the basic plane, 0 if it has none.
  @inline(__always)
  func code(_ value: UInt32) -> UInt16 {
    guard value <= 0xFFFF else { return 0 }
    let page = Int(pages[Int(value >> 8)])
    return page == 0 ? 0 : codes[(page - 1) << 8 | Int(value & 0xFF)]
  }

  /// The character of a two-byte code; nil if there is none.
  func scalar(lead: UInt8, trail: UInt8) -> Unicode.Scalar? {
    guard let place = place(lead, trail), characters[place] != 0 else { return nil }
    return Unicode.Scalar(characters[place])
  }

  func isLead(_ byte: UInt8) -> Bool { leads ~= byte }

  private func place(_ lead: UInt8, _ trail: UInt8) -> Int? {
    guard leads ~= lead, 0x40...0xFE ~= trail else { return nil }
    return Int(lead - leads.lowerBound) * Self.columns + Int(trail - 0x40)
  }

  private mutating func link(_ character: UInt16, to code: UInt16) {
    let high = Int(character >> 8)
    if pages[high] == 0 {
      guard codes.count < 255 * 256 else { return }
      codes.append(contentsOf: repeatElement(0, count: 256))
      pages[high] = UInt8(codes.count >> 8)
    }
    codes[(Int(pages[high]) - 1) << 8 | Int(character & 0xFF)] = code
  }

  private static func cells(_ table: StaticString) -> [UInt16] {
    table.withUTF8Buffer { bytes in
      String(decoding: bytes, as: UTF8.self).unicodeScalars.compactMap { scalar in
        scalar == "\n" ? nil : scalar == "." ? 0 : UInt16(truncatingIfNeeded: scalar.value)
      }
    }
  }
}
