import TextEncodings

/// What a technician, or the printer itself, says over the profile of its model.
extension PrinterProfile {
  /// With the encoding that the configuration names: a multi-byte one takes the place of the profile's, a page makes the
  /// printer one without hanzi that takes this page first (by Epson's number where the profile does not list it).
  package func with(encoding name: String) -> PrinterProfile {
    var profile = self
    let name = TextEncoding.named(name)?.name ?? name.lowercased()
    let isFourByte = name == "gb18030-4byte"
    let encoding =
      switch name {
      case "gb18030-4byte": "gb18030"
      case "gb2312", "cp936": "gbk"
      default: name
      }
    if MultiByte.encodings.contains(encoding) || TextEncoding.named(name)?.isMultiByte == true {
      let mode = multiByte?.encoding == encoding ? multiByte?.mode : nil
      profile.multiByte = MultiByte(encoding: encoding, mode: mode ?? MultiByte.usualMode(of: encoding))
      profile.takesFourByte = isFourByte || (takesFourByte && multiByte?.encoding == encoding)
      return profile
    }
    profile.multiByte = nil
    profile.takesFourByte = false
    profile.preferredPage = name
    if !codePages.values.contains(name), let number = CodePageNumber.epson[name] { profile.codePages[number] = name }
    return profile
  }

  /// With this many characters of font A on a line, never wider than the print area: what stands beside them stays empty.
  package func with(columns: Int) -> PrinterProfile {
    guard columns > 0, let font = fonts[.a] else { return self }
    var profile = self
    if columns <= dots / max(1, font.width) {
      profile.dots = columns * font.width
    } else {
      profile.fonts[.a] = FontMetrics(width: max(1, dots / columns), height: font.height)
    }
    return profile
  }

  /// With paper of this width in millimetres. A width that the profile does not list has the dots that printers usually
  /// leave for it: 8 mm less than the paper, 10 mm on narrow one; never more than the head has.
  package func with(paper width: Int) -> PrinterProfile {
    guard width != paper, width > 12 else { return self }
    var profile = self
    profile.paper = width
    let usual = ((width - (width < 70 ? 10 : 8)) * dpi * 10 / 254 + 4) / 8 * 8
    profile.dots = min(dots, otherPapers[width] ?? usual)
    return profile
  }

  /// With the pins to which drawers are connected.
  package func with(drawerPins pins: Set<Int>) -> PrinterProfile {
    var profile = self
    profile.drawerPins = pins.intersection([2, 5])
    return profile
  }

  /// With the fonts that a printer names at GS I 69: `CHINA GB18030`, `KANJI JAPANESE`. An answer that names none changes
  /// nothing.
  package func with(fontLanguage answer: String) -> PrinterProfile {
    let answer = answer.uppercased()
    let encoding: String? =
      if answer.contains("GB18030") {
        "gb18030"
      } else if answer.contains("GB2312") {
        "gbk"
      } else if answer.contains("BIG") {
        "big5"
      } else if answer.contains("KOREA") {
        "ks-x-1001"
      } else if answer.contains("JAPAN") {
        "shift-jis"
      } else {
        nil
      }
    return encoding.map { with(encoding: $0) } ?? self
  }
}
