import EscPos

/// What has come out of a simulated printer.
package struct Paper: Hashable, Sendable {
  package static let longestItems = PaperLines.longestItems
  package static let longestBytes = 4 << 20

  package let lines: PaperLines
  package let roll: PaperRoll
  /// Everything that was printed, as it came, without the real-time commands; at most 4 MiB.
  package let bytes: [UInt8]
  /// Commands and control characters that the printer does not know; at most 100.
  package let unknown: [[UInt8]]
  /// All bytes that were ever printed, also those that are gone from `bytes`.
  package let total: Int

  init(_ emulator: PrinterEmulator) {
    lines = emulator.lines
    roll = emulator.roll
    bytes = emulator.journal
    unknown = emulator.unknown.map(\.bytes)
    total = emulator.executed
  }

  package var items: [PaperLines.Item] { lines.items }
  /// The lines, `[cut]` for a cut; text that has not been fed yet is not on the paper.
  package var text: String { lines.text }
  package var cuts: Int { lines.cuts }
  /// All lines that were ever printed.
  package var fedLines: Int { lines.fedLines }
}
