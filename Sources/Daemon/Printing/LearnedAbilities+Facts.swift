import EscPos
import PosModel
import TextEncodings

extension LearnedAbilities {
  /// As they are kept. Pages that were seen to be right before stay.
  init(_ facts: LearnedFacts, of device: String, at time: String, before: LearnedAbilities?) {
    self.init(device: device, learnedAt: time, facts)
    let pages = (facts.codePages ?? [:]).map { (TextEncoding.named($0)?.name ?? $0, $1) }
    self.facts.codePages = (before?.codePages ?? [:]).merging(pages) { $1 }
  }
}
