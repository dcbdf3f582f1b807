import EscPos
import PosModel
import PosProtocol
import Reactor
import TextEncodings

/// Keeps what was found out about a printer, forgets it, or only tells it.
enum PrinterLearnedMethod: AsyncMethod {
  static let permission: Permission? = .admin
  static let summary = "Keeps what was found out about a printer, forgets it, or only tells it."

  static func call(_ params: PrinterLearned, _ call: Call) async throws(PosError) -> PrinterLearned.Reply {
    let store = try call.learned
    let device = try call.usableDevice(params.printer, class: .posPrinter)
    let isForgotten = params.forget ?? false
    if isForgotten || params.set != nil {
      guard !isForgotten || params.set == nil else {
        throw PosError(.illegal, "set and forget cannot be asked for together")
      }
      // The printer is opened anew with what is known now.
      guard call.daemon.printing?.isPrinting(on: device.id) != true else {
        throw PosError(.busy, "\(device.name ?? device.id) is printing", remedy: "try again when the job has ended")
      }
      let before = store.learned.printers[device.id]
      let now = WallClock.now.text
      try await store.set(
        try params.set.map { facts throws(PosError) in
          try check(facts)
          return LearnedAbilities(facts, of: device.id, at: now, before: before)
        }, of: device.id)
    }
    let known = store.learned.printers[device.id]
    return PrinterLearned.Reply(learned: known?.facts, learnedAt: known?.learnedAt)
  }

  private static func check(_ facts: LearnedFacts) throws(PosError) {
    if let columns = facts.columns, !(8...200).contains(columns) {
      throw PosError(.illegal, "columns must be 8 to 200")
    }
    if let encoding = facts.hanziEncoding, TextEncoding.named(encoding)?.isMultiByte != true {
      throw PosError(.illegal, "there is no encoding of hanzi \"\(encoding.prefix(64))\"", remedy: "such as gb18030")
    }
    for text in [facts.model, facts.fontLanguage].compactMap(\.self) where text.utf8.count > 80 {
      throw PosError(.illegal, "model and fontLanguage are at most 80 bytes, not \(text.utf8.count)")
    }
    for (name, number) in facts.codePages ?? [:] {
      _ = try CodePageSample.page(named: name)
      guard (0...255).contains(number) else { throw PosError(.illegal, "the n of ESC t is 0 to 255, not \(number)") }
    }
  }
}
