import EscPos
import PosModel

/// What opens a drawer on a serial line: a sequence that is known by a word, or bytes.
package enum DrawerKick: Hashable, Sendable {
  /// ESC p m t1 t2 with the drawer's pin and pulse (Epson ESC/POS): most interface boxes, and displays that speak ESC/POS.
  case escP
  /// BEL: APG SerialPRO as it comes, the first drawer of an IBM SurePOS display, Star.
  case bel
  /// SUB: Star's second drawer (Star line mode).
  case sub
  /// ESC BEL: the second drawer of an IBM SurePOS display.
  case escBel
  /// ESC p 48 60 240: the drawer behind an LED8 display, as GiPOS sends it.
  case led8
  case bytes([UInt8])

  private static let words: [(word: String, kick: DrawerKick)] = [
    ("esc-p", .escP), ("bel", .bel), ("sub", .sub), ("esc-bel", .escBel), ("led8", .led8),
  ]
  private static let longest = 64

  /// How it is written in the configuration.
  package static let form = "one of \(words.map(\.word).joined(separator: ", ")), or bytes as \"1B 70 30 3C F0\""

  /// A word, or up to 64 bytes as two hex digits each; nil for anything else.
  package init?(_ text: String) {
    if let known = Self.words.first(where: { $0.word == text }) {
      self = known.kick
      return
    }
    let parts = text.split(separator: " ")
    let bytes = parts.compactMap { part in
      part.utf8.count == 2 && part.utf8.allSatisfy { Self.isHex($0) } ? UInt8(part, radix: 16) : nil
    }
    guard (1...Self.longest).contains(bytes.count), bytes.count == parts.count else { return nil }
    self = .bytes(bytes)
  }

  func bytes(_ pulse: DrawerPulse) -> [UInt8] {
    switch self {
    case .escP: pulse.bytes
    case .bel: [0x07]
    case .sub: [0x1A]
    case .escBel: [0x1B, 0x07]
    case .led8: [0x1B, 0x70, 0x30, 0x3C, 0xF0]
    case .bytes(let bytes): bytes
    }
  }

  private static func isHex(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x46, 0x61...0x66: true
    default: false
    }
  }
}
