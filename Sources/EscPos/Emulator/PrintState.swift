/// The settings that ESC @ puts back.
struct PrintState: Hashable, Sendable {
  enum Alignment: Hashable, Sendable { case left, center, right }

  /// Width and height multipliers.
  struct Size: Hashable, Sendable {
    var width = 1
    var height = 1
  }

  /// In dots from the top left of the printable area.
  struct PageArea: Hashable, Sendable {
    var left: Int
    var top: Int
    var width: Int
    var height: Int
  }

  var font = TextStyle.Font.a
  var size = Size()
  /// FS !, FS W and GS !.
  var multiByteSize = Size()
  var isBold = false
  var isDoubleStrike = false
  var underline = 0
  var multiByteUnderline = 0
  var isInverted = false
  var isRed = false
  /// ESC r and GS ( N 48, whichever came last; GS ( N is for characters alone.
  var isTextRed = false
  var isBlank = false
  var background: PaperColour?
  var shadow: PaperColour?
  var isRotated = false
  var isUpsideDown = false
  /// ESC SP, in dots.
  var spacing = 0
  /// FS S, in dots.
  var leftOfMultiByte = 0
  var rightOfMultiByte = 0
  /// FS ( A: 1 and 2 are small.
  var multiByteFont = 0

  var lineSpacing: Int
  var alignment = Alignment.left
  var leftMargin = 0
  var areaWidth: Int?
  /// ESC SP and ESC 3 of the mode that is not on: standard and page mode have their own (Epson, ESC L).
  private var spacingInOtherMode = 0
  private var lineSpacingInOtherMode: Int
  /// GS ( P, in dots.
  var pageHeight: Int?
  /// ESC T and ESC W before ESC L: where the next page begins.
  var pageDirection = PageDirection.leftToRight
  var pageArea: PageArea?
  /// In dots from the left margin, rising.
  var tabs: [Int]
  /// GS P: parts of an inch; 0 is dots.
  var horizontalUnit = 0
  var verticalUnit = 0

  var international: UInt8
  var codePage: UInt8 = 0
  var isMultiByte: Bool
  /// FS C: another set of the same maker's; nil is the profile's.
  var codeSystem: UInt8?
  /// FS ( C 48.
  var isUTF8 = false
  var usesUserGlyphs = false

  var barcodeHeight = 162
  var barcodeWidth = 3
  var barcodeText = Barcode.Text.none
  var barcodeFont = TextStyle.Font.a

  /// ESC L, and the end of the page.
  mutating func switchMode() {
    swap(&spacing, &spacingInOtherMode)
    swap(&lineSpacing, &lineSpacingInOtherMode)
  }

  init(_ profile: PrinterProfile) {
    lineSpacing = profile.lineSpacing
    lineSpacingInOtherMode = profile.lineSpacing
    let cell = max(1, profile.fonts[.a]?.width ?? 12)
    tabs = (1...32).map { $0 * 8 * cell }
    isMultiByte = profile.multiByte?.mode == .onAtStart
    let isChinese = ["gb18030", "gbk", "gb2312", "gb18030-4byte"].contains(profile.multiByte?.encoding)
    international = profile.quirks.contains(.chinaCharacters) && isChinese ? 15 : 0
  }
}
