import EscPos
import PosProtocol
import TextEncodings

extension LearnedFacts {
  init(_ abilities: LearnedAbilities) {
    self.init()
    answersRealTime = abilities.answersRealTime
    answersAutomatic = abilities.answersAutomatic
    answersInOrder = abilities.answersInOrder
    answersProcessID = abilities.answersProcessID
    clearsBuffer = abilities.clearsBuffer
    paintsHanzi = abilities.paintsHanzi
    hanziEncoding = abilities.hanziEncoding
    takesFourByte = abilities.takesFourByte
    columns = abilities.columns
    hasCutter = abilities.hasCutter
    if !abilities.codePages.isEmpty { codePages = abilities.codePages.mapValues { Int($0) } }
    model = abilities.model
    fontLanguage = abilities.fontLanguage
  }

  /// As they are kept. Pages that were seen to be right before stay.
  func abilities(of device: String, at time: String, before: LearnedAbilities?) -> LearnedAbilities {
    var abilities = LearnedAbilities(device: device, learnedAt: time)
    abilities.answersRealTime = answersRealTime
    abilities.answersAutomatic = answersAutomatic
    abilities.answersInOrder = answersInOrder
    abilities.answersProcessID = answersProcessID
    abilities.clearsBuffer = clearsBuffer
    abilities.paintsHanzi = paintsHanzi
    abilities.hanziEncoding = hanziEncoding
    abilities.takesFourByte = takesFourByte
    abilities.columns = columns
    abilities.hasCutter = hasCutter
    abilities.codePages = before?.codePages ?? [:]
    for (name, number) in codePages ?? [:] {
      abilities.codePages[TextEncoding.named(name)?.name ?? name] = UInt8(clamping: number)
    }
    abilities.model = model
    abilities.fontLanguage = fontLanguage
    return abilities
  }
}
