/// What a printer has shown of itself on paper and on the line, kept for each device.
///
/// A nil ability was not tried.
package struct LearnedAbilities: Codable, Hashable, Sendable {
  /// The id of the device: `printer-usb-04b8-0e15-J4UF012345`.
  package var device: String
  /// RFC 3339 in UTC, as the protocol writes it.
  package var learnedAt: String
  /// DLE EOT.
  package var answersRealTime: Bool?
  /// GS a.
  package var answersAutomatic: Bool?
  /// GS r.
  package var answersInOrder: Bool?
  /// GS ( H 48.
  package var answersProcessID: Bool?
  /// DLE DC4 8.
  package var clearsBuffer: Bool?
  package var paintsHanzi: Bool?
  /// The encoding in which it painted them: `gb18030`.
  package var hanziEncoding: String?
  package var takesFourByte: Bool?
  /// The characters of font A that came out on one line.
  package var columns: Int?
  /// The pages that were seen to be right: the name → the n of ESC t.
  package var codePages: [String: UInt8]
  package var hasCutter: Bool?
  /// Its answer to GS I 67.
  package var model: String?
  /// Its answer to GS I 69.
  package var fontLanguage: String?

  package init(device: String, learnedAt: String) {
    self.device = device
    self.learnedAt = learnedAt
    codePages = [:]
  }
}

extension PrinterProfile {
  /// The profile as this one printer really is: what was tried replaces what its model is said to do.
  package func applying(_ learned: LearnedAbilities) -> PrinterProfile {
    var profile = self
    profile.status.realTime = learned.answersRealTime ?? status.realTime
    profile.status.automatic = learned.answersAutomatic ?? status.automatic
    profile.status.inOrder = learned.answersInOrder ?? status.inOrder
    profile.status.processID = learned.answersProcessID ?? status.processID
    profile.status.clearsBuffer = learned.clearsBuffer ?? status.clearsBuffer
    switch learned.paintsHanzi {
    case true?:
      let encoding = learned.hanziEncoding ?? multiByte?.encoding ?? "gb18030"
      if encoding != multiByte?.encoding { profile = profile.with(encoding: encoding) }
    case false?: profile.multiByte = nil
    case nil: break
    }
    profile.takesFourByte = profile.multiByte != nil && (learned.takesFourByte ?? profile.takesFourByte)
    if let columns = learned.columns, columns > 0, columns != self.columns() {
      profile = profile.with(columns: columns)
    }
    for (name, number) in learned.codePages {
      for (old, other) in profile.codePages where other == name { profile.codePages[old] = nil }
      profile.codePages[number] = name
    }
    switch learned.hasCutter {
    case true? where cuts.isEmpty: profile.cuts = [.partial]
    case false?:
      profile.cuts = []
      profile.cutterDistance = nil
    default: break
    }
    return profile
  }
}
