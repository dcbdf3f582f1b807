/// An AIM symbology identifier (ISO/IEC 15424): `]`, a code character and a modifier, sent before the data.
package struct AIMIdentifier: Hashable, Sendable, CustomStringConvertible {
  /// The code character: `E` is EAN/UPC; upper and lower case differ.
  package var code: UInt8
  /// The modifier: options of the symbology or of the scanner.
  package var modifier: UInt8

  /// nil unless the code character is a letter and the modifier a letter or a digit.
  package init?(code: UInt8, modifier: UInt8) {
    guard Self.isLetter(code), Self.isLetter(modifier) || Self.isDigit(modifier) else { return nil }
    self.code = code
    self.modifier = modifier
  }

  /// Reads the identifier at the start of `bytes`; nil if there is none.
  package init?(prefix bytes: some Collection<UInt8>) {
    var iterator = bytes.makeIterator()
    guard iterator.next() == 0x5D, let code = iterator.next(), let modifier = iterator.next() else { return nil }
    self.init(code: code, modifier: modifier)
  }

  /// Reads `]E0`; nil for anything else.
  package init?(_ text: String) {
    guard text.utf8.count == 3 else { return nil }
    self.init(prefix: text.utf8)
  }

  /// The modifier's value: `0`–`9`, then `A` is 10.
  package var modifierValue: Int {
    Self.isDigit(modifier) ? Int(modifier - 0x30) : Int(modifier & 0xDF) - 0x41 + 10
  }

  /// `]E0`.
  package var description: String {
    String(decoding: [0x5D, code, modifier], as: UTF8.self)
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte & 0xDF) && byte & 0x80 == 0 }
  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
