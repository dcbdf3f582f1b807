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
    writer.endRawPage()
    return writer.output
  }

  /// The bytes that mark a content of raw bytes: to be sent before and after it. `artwork` holds what is drawn of the head,
  /// then of the foot.
  package func banners(
    _ head: Composition, _ foot: Composition, artwork: [Bitmap]
  ) throws(PosError) -> (head: [UInt8], foot: [UInt8]) {
    let count = head.artwork.count
    // ESC @ after the head too: the content meets the printer as it would without it.
    return (
      try encode(head, artwork: Array(artwork.prefix(count))) + Command.initialize,
      foot.commands.count > 1 ? try encode(foot, artwork: Array(artwork.dropFirst(count))) : []
    )
  }
}
