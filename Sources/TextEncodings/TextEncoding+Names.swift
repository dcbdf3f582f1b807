extension TextEncoding {
  /// The encoding with this name in any case, nil if there is none; the usual other names of an encoding are taken too,
  /// and `gb18030-4byte` for printers that know the whole of GB18030.
  package static func named(_ name: String) -> TextEncoding? {
    let name = name.lowercased()
    switch name {
    case "gb18030": return .gb18030
    case "gbk", "gb2312", "cp936": return TextEncoding(name: name, table: .gb(fourByte: false))
    case "gb18030-4byte": return TextEncoding(name: name, table: .gb(fourByte: true))
    case "big5", "cp950", "big-5": return TextEncoding(name: "big5", table: .big5)
    case "shift-jis", "shift_jis", "sjis", "cp932", "windows-31j":
      return TextEncoding(name: "shift-jis", table: .shiftJIS)
    case "ks-x-1001", "ksx1001", "euc-kr", "cp949", "uhc": return TextEncoding(name: "ks-x-1001", table: .ksX1001)
    default: return CodePage(pageName(name)).map { TextEncoding(name: $0.name, table: .page($0)) }
    }
  }

  /// The names that `named` takes, in the order in which they are worth showing.
  package static var names: [String] {
    ["gb18030", "gbk", "gb18030-4byte", "big5", "shift-jis", "ks-x-1001"] + CodePage.names
  }

  /// The name of a page in this room for the names that makers and printer databases give it.
  private static func pageName(_ name: String) -> String {
    switch name {
    case "mik": return "cp3021"
    case "windows-874": return "cp874"
    case "wcp1098", "farsi": return "cp1098"
    case "tcvn-3", "tcvn3": return "tcvn-3-1"
    case "tcvn3capitals": return "tcvn-3-2"
    case "epson/katakana": return "katakana"
    case "star/katakana": return "katakana-star"
    case "star/standard": return "star"
    case "star/cp874": return "cp874-star"
    case "star/cp928": return "cp928"
    case "bixolon/cp866": return "cp866-bixolon"
    case "bixolon/hebrew": return "hebrew-bixolon"
    case "pos8360/hebrew": return "hebrew"
    case "xprinter/hebrew": return "hebrew-xprinter"
    case "epson/iso8859-2": return "iso8859-2-epson"
    case "latin1": return "iso8859-1"
    case "latin2": return "iso8859-2"
    case "latin9": return "iso8859-15"
    default: break
    }
    for prefix in ["cp125", "windows125", "wpc125"] where name.hasPrefix(prefix) {
      return "windows-125" + name.dropFirst(prefix.count)
    }
    for prefix in ["iso_8859-", "iso-8859-", "iso8859_"] where name.hasPrefix(prefix) {
      return "iso8859-" + name.dropFirst(prefix.count)
    }
    return name
  }
}
