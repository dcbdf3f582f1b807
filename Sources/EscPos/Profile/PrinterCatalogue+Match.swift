extension PrinterCatalogue {
  /// What has decided for a profile.
  package enum Trait: Hashable, Sendable { case modelName, deviceID, product, usb }

  /// The profile of a printer by what it says of itself, nil where that does not decide.
  ///
  /// `usb` is `04b8:0e15`; `product` the USB product string; `deviceID` the IEEE 1284 id or its model; `modelName` the
  /// answer to GS I 67. The texts decide before the id, the printer's own before the device's; a name counts only as a
  /// whole word, the longest one wins. An id that many products share names no model, and nobody is believed to be of a
  /// maker whose vendor id he does not have.
  package func recognise(
    usb: String? = nil, product: String? = nil, deviceID: String? = nil, modelName: String? = nil
  ) -> (profile: PrinterProfile, by: Trait)? {
    let usb = usb?.lowercased()
    let profiles = all.filter { isCredible($0, usb) }
    let texts: [(String?, Trait)] = [
      (modelName, .modelName), (deviceID.map(Self.model(in:)), .deviceID), (product, .product),
    ]
    for (text, trait) in texts {
      guard let text, !text.isEmpty else { continue }
      let named = Self.longest(profiles, in: text)
      if named.count == 1 { return (named[0], trait) }
      if named.count > 1 {
        let both = named.filter { profile in usb.map { profile.usb.contains($0) } ?? false }
        return both.count == 1 ? (both[0], trait) : nil
      }
    }
    guard let usb, !PrinterTable.builtIn.sharedIDs.contains(usb) else { return nil }
    let identified = profiles.filter { $0.usb.contains(usb) }
    return identified.count == 1 ? (identified[0], .usb) : nil
  }

  /// The profile alone.
  package func match(
    usb: String? = nil, product: String? = nil, deviceID: String? = nil, modelName: String? = nil
  ) -> PrinterProfile? {
    recognise(usb: usb, product: product, deviceID: deviceID, modelName: modelName)?.profile
  }

  /// MDL of `MFG:EPSON;MDL:TM-T20II;`, or the whole where it is no such list.
  private static func model(in deviceID: String) -> String {
    for field in deviceID.split(separator: ";") {
      let parts = field.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      let key = parts[0].filter { !$0.isWhitespace }.uppercased()
      if parts.count == 2, key == "MDL" || key == "MODEL" { return String(parts[1]) }
    }
    return deviceID.contains(":") ? "" : deviceID
  }

  /// A technician's own profile is taken at its word.
  private func isCredible(_ profile: PrinterProfile, _ usb: String?) -> Bool {
    guard let usb, let vendors = PrinterTable.builtIn.makers[profile.vendor] else { return true }
    return own.contains { $0.id == profile.id } || vendors.contains { usb.hasPrefix($0 + ":") }
  }

  /// The profiles whose name in the text is the longest of all.
  private static func longest(_ profiles: [PrinterProfile], in text: String) -> [PrinterProfile] {
    let text = Array(text.lowercased().utf8.prefix(256))
    var found: [PrinterProfile] = []
    var length = 0
    for profile in profiles {
      let longest = profile.names.map { $0.lowercased().utf8 }.filter { contains(Array($0), in: text) }.map(\.count)
        .max()
      guard let longest, longest >= length else { continue }
      if longest > length { found = [] }
      length = longest
      found.append(profile)
    }
    return found
  }

  /// As a word of its own: neither letter nor digit stands before or behind it.
  private static func contains(_ word: [UInt8], in text: [UInt8]) -> Bool {
    guard !word.isEmpty, word.count <= text.count else { return false }
    return (0...(text.count - word.count)).contains { start in
      let end = start + word.count
      return text[start..<end].elementsEqual(word) && (start == 0 || !isLetterOrDigit(text[start - 1]))
        && (end == text.count || !isLetterOrDigit(text[end]))
    }
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"), 0x80...: true
    default: false
    }
  }
}
