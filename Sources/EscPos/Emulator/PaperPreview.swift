/// What a job does, without a printer: its paper, and what the printer would not understand.
package struct PaperPreview: Hashable, Sendable {
  package var roll: PaperRoll
  package var lines: PaperLines
  package var unknown: [PrinterEmulator.UnknownCommand]
  /// Where a command begins that the job ends in the middle of.
  package var cutOff: Int?
  package var effects: [EmulatorEffect]

  static let longestEffects = 1000

  /// A line that is not ended is shown too.
  package init(of bytes: [UInt8], profile: PrinterProfile = .generic) {
    var printer = PrinterEmulator(profile)
    effects = []
    var used = 0
    repeat {
      used += printer.run(bytes[used...])
      effects += printer.takeEffects().prefix(max(0, Self.longestEffects - effects.count))
    } while used < bytes.count
    cutOff = printer.end()
    roll = printer.roll
    lines = printer.lines
    unknown = printer.unknown
  }
}

extension PrinterEmulator {
  /// Shows what waits for the end of its line or page; tells where a command was cut off, nil if none was.
  package mutating func end() -> Int? {
    breakCharacter()
    let cutOff = tokenizer.isBetween ? nil : start
    tokenizer.reset()
    if page != nil { printPage(stays: false) }
    flushLine()
    endRules()
    return cutOff
  }
}
