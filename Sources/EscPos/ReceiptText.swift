import PosModel
import TextEncodings

/// A receipt of plain text: what `content: {"text": …}` puts on paper.
package struct ReceiptText: Hashable, Sendable {
  package var text: String
  package var encoding: TextEncoding
  /// Feeds to the cutter and cuts, leaving one point uncut.
  package var cut: Bool
  /// The pulse that opens the drawer before the first line.
  package var drawer: DrawerPulse?

  package init(_ text: String, encoding: TextEncoding = .gb18030, cut: Bool = true, drawer: DrawerPulse? = nil) {
    self.text = text
    self.encoding = encoding
    self.cut = cut
    self.drawer = drawer
  }

  /// The bytes for an Epson-compatible printer, and how many characters its encoding does not have.
  ///
  /// CR, CRLF, NEL and the Unicode separators end a line like LF; a tab is four spaces; every other control character is
  /// dropped, so that text can never carry a command.
  package func encoded() -> (bytes: [UInt8], unencodable: Int) {
    var bytes = Command.initialize
    if let drawer { bytes += drawer.bytes }
    bytes += Command.select(encoding)
    bytes.reserveCapacity(bytes.count + text.utf8.count + 8)
    let printable = Self.printable(text)
    let unencodable = encoding.encode(printable, into: &bytes)
    if bytes.last != 0x0A { bytes.append(0x0A) }
    if cut { bytes += Command.feedAndCut }
    return (bytes, unencodable)
  }

  static func printable(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var afterReturn = false
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x0A where afterReturn: break
      case 0x0A, 0x0D, 0x85, 0x2028, 0x2029: result.append("\n")
      case 0x09: for _ in 0..<4 { result.append(" ") }
      case 0..<0x20, 0x7F..<0xA0: break
      default: result.append(scalar)
      }
      afterReturn = scalar.value == 0x0D
    }
    return String(result)
  }
}
