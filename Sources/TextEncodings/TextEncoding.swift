/// One of the encodings in which printers and customer displays take their text.
package struct TextEncoding: Hashable, Sendable {
  /// The name of the configuration: `gb18030`, `gbk`, `cp437`, `windows-1252`.
  package let name: String
  let table: Table

  enum Table: Hashable, Sendable {
    case gb(fourByte: Bool)
    case big5
    case shiftJIS
    case ksX1001
    case page(CodePage)

    /// nil for a page.
    var doubleByteSet: DoubleByteSet? {
      switch self {
      case .gb: GBK.set
      case .big5: Big5.set
      case .shiftJIS: ShiftJIS.set
      case .ksX1001: KSX1001.set
      case .page: nil
      }
    }
  }

  /// What printers sold in China understand: the two-byte codes of GB18030. What needs four bytes is replaced, since
  /// most of them print the four bytes as digits and garbage.
  package static let gb18030 = TextEncoding(name: "gb18030", table: .gb(fourByte: false))

  /// Whether text takes the printer's double-byte mode (`FS &`).
  package var isMultiByte: Bool {
    if case .page = table { false } else { true }
  }

  /// Appends the text as the printer wants it, and counts the characters that it cannot print.
  ///
  /// Each of those becomes `replacement` (`?` if that is not encodable either); joiners and variation selectors leave
  /// nothing behind. Control characters pass: whoever builds commands drops them first.
  @discardableResult
  package func encode(
    _ text: some StringProtocol, into bytes: inout [UInt8], replacement: Unicode.Scalar = "?"
  ) -> Int {
    var unencodable = 0
    let table = CodeTable(self)
    Self.withUTF8(text) { utf8 in
      table.scan(utf8) { ascii in
        bytes.append(contentsOf: ascii)
      } code: { code in
        if let code {
          code.append(to: &bytes)
        } else {
          unencodable += 1
          (table.code(of: replacement) ?? .one(0x3F)).append(to: &bytes)
        }
      }
    }
    return unencodable
  }

  /// The columns that the text takes on paper: the width of the bytes that are really sent, not of the characters.
  package func displayWidth(_ text: some StringProtocol) -> Int {
    var width = 0
    let table = CodeTable(self)
    Self.withUTF8(text) { utf8 in
      table.scan(utf8) { ascii in
        width += ascii.count
      } code: { code in
        width += code?.width ?? 1
      }
    }
    return width
  }

  /// Whether every character of the text has a code, itself or by its usual substitute.
  package func canEncode(_ text: some StringProtocol) -> Bool {
    var can = true
    let table = CodeTable(self)
    Self.withUTF8(text) { utf8 in
      table.scan(utf8) { _ in
      } code: { code in
        if code == nil { can = false }
      }
    }
    return can
  }

  /// The code of one character, itself or by its usual substitute.
  func code(of scalar: Unicode.Scalar) -> Code? {
    CodeTable(self).code(of: scalar)
  }

  private static func withUTF8(_ text: some StringProtocol, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    if text.utf8.withContiguousStorageIfAvailable(body) == nil {
      var copy = String(text)
      copy.withUTF8(body)
    }
  }
}
