/// One of the encodings in which printers and customer displays take their text.
package struct TextEncoding: Hashable, Sendable {
  /// The name of the configuration: `gb18030`, `gbk`, `cp437`, `windows-1252`.
  package let name: String
  let table: Table

  enum Table: Hashable, Sendable {
    case gb(fourByte: Bool)
    case page(CodePage)
  }

  /// What printers sold in China understand: the two-byte codes of GB18030. What needs four bytes is replaced, since
  /// most of them print the four bytes as digits and garbage.
  package static let gb18030 = TextEncoding(name: "gb18030", table: .gb(fourByte: false))

  /// The encoding with this name in any case, nil if there is none; aliases: `gbk`, `gb2312`, `cp936`, and
  /// `gb18030-4byte` for printers that know the whole of GB18030.
  package static func named(_ name: String) -> TextEncoding? {
    let name = name.lowercased()
    switch name {
    case "gb18030": return .gb18030
    case "gbk", "gb2312", "cp936": return TextEncoding(name: name, table: .gb(fourByte: false))
    case "gb18030-4byte": return TextEncoding(name: name, table: .gb(fourByte: true))
    default: return CodePage(name).map { TextEncoding(name: name, table: .page($0)) }
    }
  }

  /// The names that `named` takes, in the order in which they are worth showing.
  package static var names: [String] {
    ["gb18030", "gbk", "gb18030-4byte"] + CodePage.upperHalves.map(\.name)
  }

  /// Whether text takes the printer's double-byte mode (`FS &`).
  package var isMultiByte: Bool {
    if case .gb = table { true } else { false }
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
    forEachCode(text) { code in
      if let code {
        code.append(to: &bytes)
      } else {
        unencodable += 1
        (self.code(of: replacement) ?? .one(0x3F)).append(to: &bytes)
      }
    }
    return unencodable
  }

  /// The columns that the text takes on paper: the width of the bytes that are really sent, not of the characters.
  package func displayWidth(_ text: some StringProtocol) -> Int {
    var width = 0
    forEachCode(text) { code in width += code?.width ?? 1 }
    return width
  }

  /// Whether every character of the text has a code, itself or by its usual substitute.
  package func canEncode(_ text: some StringProtocol) -> Bool {
    var can = true
    forEachCode(text) { code in if code == nil { can = false } }
    return can
  }

  /// The text that a printer in this mode shows for these bytes; U+FFFD for what means nothing.
  package func decode(_ bytes: some Sequence<UInt8>) -> String {
    var text = String.UnicodeScalarView()
    switch table {
    case .page(let page): for byte in bytes { text.append(page.scalar(byte)) }
    case .gb: GB18030.decode(Array(bytes), into: &text)
    }
    return String(text)
  }

  /// Calls `body` once for each printed character: with nil for one that this encoding does not have.
  private func forEachCode(_ text: some StringProtocol, _ body: (Code?) -> Void) {
    var pending: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      if let base = pending {
        if Composition.isMark(scalar), let composed = Composition.compose(base, scalar) {
          pending = composed
          continue
        }
        body(code(of: base))
        pending = nil
      }
      if Composition.isInvisible(scalar) { continue }
      pending = scalar
    }
    if let base = pending { body(code(of: base)) }
  }

  private func code(of scalar: Unicode.Scalar) -> Code? {
    if scalar.isASCII { return .one(UInt8(truncatingIfNeeded: scalar.value)) }
    return exactCode(of: scalar)
      ?? Composition.substitute(scalar).flatMap { substitute in
        substitute.isASCII ? .one(UInt8(truncatingIfNeeded: substitute.value)) : exactCode(of: substitute)
      }
  }

  private func exactCode(of scalar: Unicode.Scalar) -> Code? {
    switch table {
    case .page(let page): page.byte(scalar).map(Code.one)
    case .gb(let fourByte): GBK.code(scalar).map(Code.two) ?? (fourByte ? GB18030.code(scalar).map(Code.four) : nil)
    }
  }
}
