import EscPos
import PosModel
import TextEncodings

/// The same letters of a code page once for each number that printers are known to give it: one line reads right.
package enum CodePageSample {
  /// The most pages that one sample shows.
  static let most = 16

  /// Throws `illegal` for what is no page of one byte a character.
  static func page(named name: String) throws(PosError) -> TextEncoding {
    guard let page = TextEncoding.named(name), !page.isMultiByte else {
      throw PosError(
        .illegal, "there is no code page \"\(name.prefix(64))\"", remedy: "such as windows-1252 or cp866")
    }
    return page
  }

  /// Eight letters of the upper half, spread over it.
  static func letters(of page: TextEncoding) -> [UInt8] {
    let letters = (UInt8(0x80)...0xFF).filter { code in
      guard let character = page.decode([code]).first else { return false }
      return character.isLetter || character.isCurrencySymbol
    }
    guard letters.count > 8 else { return letters }
    return (0..<8).map { letters[$0 * letters.count / 8] }
  }

  /// What stands in the line that reads right; nil for what is no page.
  package static func text(ofPage name: String) -> String? {
    guard let page = TextEncoding.named(name), !page.isMultiByte else { return nil }
    return page.decode(letters(of: page))
  }

  /// The numbers that the profile, or any maker, gives a page, rising.
  static func numbers(of name: String, _ profile: PrinterProfile) -> [UInt8] {
    let tables = [profile.codePages] + PrinterCatalogue.pageSets.values
    return Set(tables.flatMap { table in table.filter { $0.value == name }.keys }).sorted()
  }

  /// Each line begins with the number by which people answer. Throws as `page(named:)`, and for a page that no printer is
  /// known to have.
  static func lines(_ names: [String], _ profile: PrinterProfile) throws(PosError) -> [UInt8] {
    guard names.count <= most else { throw PosError(.illegal, "a sample shows at most \(most) code pages") }
    var bytes: [UInt8] = []
    for name in names {
      let page = try page(named: name)
      let numbers = numbers(of: page.name, profile)
      guard !numbers.isEmpty else {
        throw PosError(
          .illegal, "no printer is known to have the code page \(page.name)",
          remedy: "its text is drawn; nothing needs to be learned")
      }
      bytes += Array("\(page.name): which number reads right?\n".utf8)
      // In double-byte mode the letters would be halves of characters.
      if profile.multiByte != nil { bytes += [0x1C, 0x2E] }
      for number in numbers {
        bytes += [0x1B, 0x74, number] + Array("  \(number) ".utf8) + letters(of: page) + [0x0A]
      }
    }
    return bytes
  }
}
