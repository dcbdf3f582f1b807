extension TextEncoding {
  /// The text that a printer in this mode shows for these bytes; U+FFFD for what means nothing.
  package func decode(_ bytes: some Sequence<UInt8>) -> String {
    var text = String.UnicodeScalarView()
    switch table {
    case .page(let page): for byte in bytes { text.append(page.scalar(byte)) }
    case .gb: GB18030.decode(Array(bytes), into: &text)
    case .big5: decode(Array(bytes), Big5.set, single: { _ in nil }, into: &text)
    case .shiftJIS: decode(Array(bytes), ShiftJIS.set, single: ShiftJIS.katakana, into: &text)
    case .ksX1001: decode(Array(bytes), KSX1001.set, single: { _ in nil }, into: &text)
    }
    return String(text)
  }

  /// A pair without a character is one U+FFFD, a byte that starts nothing another.
  private func decode(
    _ bytes: [UInt8], _ set: DoubleByteSet, single: (UInt8) -> Unicode.Scalar?,
    into text: inout String.UnicodeScalarView
  ) {
    var index = 0
    while index < bytes.count {
      let lead = bytes[index]
      index += 1
      if lead < 0x80 {
        text.append(Unicode.Scalar(lead))
      } else if let scalar = single(lead) {
        text.append(scalar)
      } else if set.isLead(lead), index < bytes.count, 0x40...0xFE ~= bytes[index] {
        text.append(set.scalar(lead: lead, trail: bytes[index]) ?? "\u{FFFD}")
        index += 1
      } else {
        text.append("\u{FFFD}")
      }
    }
  }
}
