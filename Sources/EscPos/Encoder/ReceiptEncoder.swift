import PosModel

/// Says a laid-out receipt in the language of one kind of printer.
package struct ReceiptEncoder: Sendable {
  let facts: PrinterFacts

  package init(profile: PrinterProfile) {
    facts = PrinterFacts(profile)
  }

  package var profile: PrinterProfile { facts.profile }

  /// The bytes of a receipt, from ESC @ to its last command; `artwork` holds the dots of each `Composition.artwork`.
  ///
  /// None of them but those of `.raw` is taken for a real-time command. Throws where artwork is missing or the printer
  /// prints no pictures.
  package func encode(_ composition: Composition, artwork: [Bitmap] = []) throws(PosError) -> [UInt8] {
    let codes = composition.codes.isFor(facts.profile.id) ? composition.codes : CodeBytes()
    var writer = CommandWriter(facts, artwork, codes)
    writer.output.reserveCapacity(2_048)
    if case .initialize? = composition.commands.first {} else { writer.initialize() }
    // By a span: an iterator would copy each command.
    let commands = composition.commands.span
    for index in commands.indices { try writer.write(commands[index]) }
    return writer.output
  }

  /// The bytes that mark a content of raw bytes: to be sent before and after it.
  ///
  /// What the printer has no character for is `?`, since nothing is drawn here.
  package func banners(for marks: PrintMarks) throws(PosError) -> (head: [UInt8], foot: [UInt8]) {
    guard !marks.isEmpty else { return ([], []) }
    let (head, foot) = try ReceiptLayout(facts).compose(marks: marks)
    // ESC @ after the head too: the content meets the printer as it would without it.
    return (try encode(head.undrawn) + Command.initialize, foot.commands.count > 1 ? try encode(foot.undrawn) : [])
  }
}

extension Composition {
  /// The same with question marks for what would have to be drawn.
  fileprivate var undrawn: Composition {
    Composition(
      commands: commands.map { command in
        switch command {
        case .drawnText(_, let columns): .text(String(repeating: "?", count: columns))
        case .drawnLine: .text("?\n")
        default: command
        }
      })
  }
}
