import TextEncodings

/// The characters that a printer has, by its profile.
struct Repertoire: Sendable {
  enum Place {
    /// The code of a double-byte (or four-byte) character.
    case multiByte(UInt32)
    /// One byte in double-byte mode: the ASCII twin of the character, a half-width katakana.
    case single(UInt8)
    /// An index into `pages`, and the byte there.
    case page(Int, UInt8)
    /// It has to be drawn.
    case none
  }

  let multiByte: TextEncoding?
  /// The numbers of ESC t, in the order of preference.
  let pageNumbers: [UInt8]
  /// For text with marks, joiners and scripts that are more than one character after the other.
  let planner: TextPlanner

  var pages: [TextEncoding] { planner.pages }

  init(_ profile: PrinterProfile) {
    let pages = profile.codePages.sorted { $0.key < $1.key }.compactMap { number, name in
      TextEncoding.named(name).map { (number, $0) }
    }
    let encoding = profile.multiByte?.encoding ?? ""
    multiByte = TextEncoding.named(encoding == "gb18030" && profile.takesFourByte ? "gb18030-4byte" : encoding)
    pageNumbers = pages.map(\.0)
    planner = TextPlanner(pages: pages.map(\.1), multiByte: multiByte)
  }

  /// Where a character above ASCII is found; `current` is the page that is asked first.
  func place(of scalar: Unicode.Scalar, current: Int? = nil) -> Place {
    if let code = multiByte?.code(scalar) {
      return code > 0xFF ? .multiByte(code) : .single(UInt8(truncatingIfNeeded: code))
    }
    if let current, let code = pages[current].code(scalar) { return .page(current, UInt8(truncatingIfNeeded: code)) }
    for (index, page) in pages.enumerated() {
      if let code = page.code(scalar) { return .page(index, UInt8(truncatingIfNeeded: code)) }
    }
    return .none
  }

  func canSet(_ text: String) -> Bool {
    planner.plan(text).allSatisfy { $0.kind != .drawn }
  }

  /// Whether a text has characters that belong together: then it is taken apart by Unicode's rules, not by scalars.
  static func isComplex(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = 0
    while index < text.count {
      let lead = text[index]
      if lead < 0x80 {
        index += 1
      } else if 0xE4...0xE9 ~= lead {
        index += 3
      } else {
        let (value, length) = scalar(text, index)
        if isComplex(scalar: value) { return true }
        index += length
      }
    }
    return false
  }

  static func isComplex(scalar value: UInt32) -> Bool {
    switch value {
    case 0x300...0x36F, 0x483...0x489, 0x590...0x1DFF, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F,
      0x20D0...0x20FF, 0x302A...0x302F, 0x3099...0x309A, 0xA4D0...0xABFF, 0xD7B0...0xD7FF, 0xFB1D...0xFE2F,
      0xFE70...0xFEFF, 0x10000...: true
    default: false
    }
  }

  /// The character that starts at a byte of well-formed UTF-8, and its length.
  static func scalar(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> (value: UInt32, length: Int) {
    let lead = UInt32(text[index])
    func trail(_ offset: Int) -> UInt32 { index + offset < text.count ? UInt32(text[index + offset]) & 0x3F : 0 }
    switch lead {
    case ..<0x80: return (lead, 1)
    case ..<0xE0: return ((lead & 0x1F) << 6 | trail(1), 2)
    case ..<0xF0: return ((lead & 0x0F) << 12 | trail(1) << 6 | trail(2), 3)
    default: return ((lead & 0x07) << 18 | trail(1) << 12 | trail(2) << 6 | trail(3), 4)
    }
  }
}
