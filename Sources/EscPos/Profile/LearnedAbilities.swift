import PosModel

/// What a printer has shown of itself, kept for each device.
@dynamicMemberLookup
package struct LearnedAbilities: Hashable, Sendable {
  /// The id of the device: `printer-usb-04b8-0e15-J4UF012345`.
  package var device: String
  /// RFC 3339 in UTC, as the protocol writes it.
  package var learnedAt: String
  package var facts: LearnedFacts

  package init(device: String, learnedAt: String, _ facts: LearnedFacts = LearnedFacts()) {
    self.device = device
    self.learnedAt = learnedAt
    self.facts = facts
  }

  package subscript<Fact>(dynamicMember fact: WritableKeyPath<LearnedFacts, Fact>) -> Fact {
    get { facts[keyPath: fact] }
    set { facts[keyPath: fact] = newValue }
  }
}

/// One object: the facts stand beside whose they are.
extension LearnedAbilities: Codable {
  private enum Member: String, CodingKey { case device, learnedAt }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Member.self)
    device = try container.decode(String.self, forKey: .device)
    learnedAt = try container.decode(String.self, forKey: .learnedAt)
    facts = try LearnedFacts(from: decoder)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Member.self)
    try container.encode(device, forKey: .device)
    try container.encode(learnedAt, forKey: .learnedAt)
    try facts.encode(to: encoder)
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
    for (name, number) in learned.codePages ?? [:] {
      guard let number = UInt8(exactly: number) else { continue }
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
