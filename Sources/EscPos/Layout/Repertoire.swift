import TextEncodings

/// The characters that a printer has, by its profile.
///
/// Text of ASCII and plain East Asian characters is looked up one by one; everything else is the planner's.
struct Repertoire: Sendable {
  let planner: TextPlanner
  /// The numbers of ESC t of the planner's pages.
  let pageNumbers: [UInt8]
  let plainCodes: PlainCodes?
  /// The page of the half-width katakana that Shift-JIS has as single bytes.
  let kanaPage: Int?
  /// No page has other characters below 80.
  let hasPlainASCII: Bool

  init(_ profile: PrinterProfile) {
    let pages = profile.codePages.sorted { left, right in
      let isLeft = left.value == profile.preferredPage
      let isRight = right.value == profile.preferredPage
      return isLeft == isRight ? left.key < right.key : isLeft
    }
    .compactMap { number, name in TextEncoding.named(name).map { (number, $0) } }
    let encoding = profile.multiByte?.encoding ?? ""
    planner = TextPlanner(
      pages: pages.map(\.1),
      multiByte: TextEncoding.named(encoding == "gb18030" && profile.takesFourByte ? "gb18030-4byte" : encoding))
    pageNumbers = pages.map(\.0)
    kanaPage = encoding == "shift-jis" ? pages.firstIndex { $0.1.name == "katakana" } : nil
    plainCodes = PlainCodes(planner)
    let printable = String(String.UnicodeScalarView((0x20...0x7E as ClosedRange<UInt8>).map { Unicode.Scalar($0) }))
    hasPlainASCII = planner.plan(printable).map(\.kind) == [.ascii]
  }

  func canSet(_ text: String) -> Bool {
    planner.plan(text).allSatisfy { $0.kind != .drawn }
  }

  /// Whether a text is of ASCII (controls too) and plain East Asian characters.
  func isPlain(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
    guard hasPlainASCII else { return false }
    let plainCodes = plainCodes
    var index = 0
    while index < utf8.count {
      if utf8[index] < 0x80 {
        index += 1
      } else {
        guard let plainCodes, plainCodes.code(utf8, index) != 0 else { return false }
        index += PlainCodes.length(utf8[index])
      }
    }
    return true
  }
}
