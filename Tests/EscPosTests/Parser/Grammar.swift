import Glibc

/// The rows of the command grammar, each with an example that is built from its pattern.
struct Grammar {
  struct Row {
    var isDisplay: Bool
    var name: String
    var example: [UInt8]
    /// Its length where the grammar says only one, and nothing in it is repeated.
    var length: Int?
  }

  static func file(_ name: String) -> [UInt8] {
    let folder = #filePath.dropLast("Grammar.swift".count)
    guard let file = fopen(folder + "Data/" + name, "r") else { return [] }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 18)
    let count = fread(&bytes, 1, bytes.count, file)
    return Array(bytes.prefix(count))
  }

  static let rows: [Row] = String(decoding: file("escpos-command-grammar.tsv"), as: UTF8.self)
    .split(separator: "\n").dropFirst().map { line in
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      let pattern = fields[2]
      let isFixed = !pattern.contains("[") && !pattern.contains("...") && !pattern.contains("{")
      return Row(
        isDisplay: fields[0] == "linedisplay", name: fields[1],
        example: special[fields[1]] ?? example(pattern),
        length: isFixed && special[fields[1]] == nil ? Int(fields[3]) : nil)
    }

  /// Rows without a pattern, and those whose data has a length that the pattern does not say.
  private static let special: [String: [UInt8]] = [
    "HorizontalTab": [0x09], "PrintAndLineFeed": [0x0A], "FormFeedPrintAndReturnToStandardMode": [0x0C],
    "PrintAndCarriageReturn": [0x0D], "Cancel": [0x18],
    "VfdMoveCursorLeft": [0x08], "VfdMoveCursorRight": [0x09], "VfdMoveCursorDown": [0x0A], "VfdHomePosition": [0x0B],
    "VfdClearScreen": [0x0C], "VfdMoveCursorLeftMost": [0x0D], "VfdClearCursorLine": [0x18],
    "Controls": [0x01], "DleUnknown": [0x10, 0x30], "EscUnknown": [0x1B, 0x7E], "GsUnknown": [0x1D, 0x7E],
    "VfdEscUnknown": [0x1B, 0x7E], "VfdUsUnknown": [0x1F, 0x7E],
    "PrtPrintables": Array(0x20...0xFF), "VfdDisplayables": Array(0x20...0xFE),
    // FS 2 c1 c2 and 24 × 24 dots
    "FsDefineUserDefinedKanjiCharacters2424": [0x1C, 0x32, 0x77, 0x21] + [UInt8](repeating: 0x1B, count: 72),
    // ESC & of displays: one character of two columns
    "VfdEscDefineUserDefinedCharacters0816": [0x1B, 0x26, 0x01, 0x20, 0x20, 2, 0xFF, 0x81],
    // FS q: one picture of 8 × 8 dots
    "FsObsoleteDefineNVBitimage": [0x1C, 0x71, 1, 1, 0, 1, 0] + [UInt8](repeating: 0x0A, count: 8),
    // GS *: 8 × 8 dots
    "GsObsoleteDefineDownloadedBitimage": [0x1D, 0x2A, 1, 1] + [UInt8](repeating: 0x1D, count: 8),
    // GS ( E 8, 9: code page glyphs; 51: label paper
    "GsDefineColumnFormatCharacterCodePage": [0x1D, 0x28, 0x45, 5, 0, 0x08, 3, 0x80, 0x80, 0],
    "GsDefineRasterFormatCharacterCodePage": [0x1D, 0x28, 0x45, 5, 0, 0x09, 3, 0x80, 0x80, 0],
    "GsSetControlLabelPaperAndBlackMarks": [0x1D, 0x28, 0x45, 3, 0, 0x33, 0x40, 0x3B],
    // GS D 48 67 48 kc1 kc2 48 49, a BMP file of 94 bytes
    "GsDefineWindowsBMPNVGraphicsData": [0x1D, 0x44, 0x30, 0x43, 0x30, 0x41, 0x42, 0x30, 0x31] + windowsBitmap,
    "GsDefineWindowsBMPDownloadGraphicsData": [0x1D, 0x44, 0x30, 0x53, 0x30, 0x41, 0x42, 0x30, 0x31] + windowsBitmap,
  ]

  private static let windowsBitmap: [UInt8] =
    [0x42, 0x4D, 94, 0, 0, 0] + [UInt8](repeating: 0x1B, count: 88)

  /// The least values of a pattern such as `1D 28 4C 000C-FFFF 30 43 [31-34 00-FF...]...`, each repetition once.
  private static func example(_ pattern: String) -> [UInt8] {
    var words = pattern.split(separator: " ").map(String.init)
    while words.count > 1, !(["10", "1B", "1C", "1D", "1F"].contains(words[0]) && hex(words[1]) != nil) {
      words.removeFirst()
    }
    var bytes: [UInt8] = []
    var optional = 0
    for word in words {
      if word.hasPrefix("//") || word == "or" { break }
      // A group without dots behind it may be left out.
      if word.hasPrefix("["), word.hasSuffix("]") || optional > 0 { continue }
      if word.contains("|") {
        bytes += least(String(word.prefix { $0 != "|" }))
        optional += 1
        break
      }
      if word.hasPrefix("{") || word.hasPrefix("34/") || word == "38/34" || word == "39/36" || word.hasSuffix("}") {
        // {34 38/34 39/36 34}: the first of them.
        if word.hasPrefix("{") { bytes += [0x34, 0x38] }
        continue
      }
      bytes += least(word.filter { $0 != "[" && $0 != "]" })
    }
    guard bytes.count >= 5, bytes[1] == 0x28 || bytes[1] == 0x38 else { return bytes }
    let header = bytes[1] == 0x38 ? 7 : 5
    let length = max(0, bytes.count - header)
    for place in 3..<header { bytes[place] = UInt8(truncatingIfNeeded: length >> ((place - 3) * 8)) }
    return bytes
  }

  private static func hex(_ word: String) -> Int? { word.count % 2 == 0 ? Int(word, radix: 16) : nil }

  /// Numbers of two and four bytes are little-endian; bits are 0.
  private static func least(_ word: String) -> [UInt8] {
    if word.hasPrefix("b") { return [0] }
    let first = word.prefix { $0.isHexDigit }
    guard let value = Int(first, radix: 16) else { return [] }
    let count = first.count == 8 ? 4 : first.count == 4 ? 2 : 1
    return (0..<count).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
  }
}
