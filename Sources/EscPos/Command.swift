import TextEncodings

/// The commands that every ESC/POS printer knows (Epson ESC/POS reference).
package enum Command {
  /// ESC @: as after power-on. Switches automatic status back off.
  package static let initialize: [UInt8] = [0x1B, 0x40]
  /// GS V 66 n: feeds the last line past the cutter, then a partial cut.
  package static let feedAndCut: [UInt8] = [0x1D, 0x56, 0x42, 0x00]
  /// GS a n: reports the status in 4 bytes now and at each change, of everything.
  package static let enableAutomaticStatus: [UInt8] = [0x1D, 0x61, 0xFF]
  /// GS r 1: one byte of paper status, when everything before it has been processed; silent while offline.
  package static let paperStatusInOrder: [UInt8] = [0x1D, 0x72, 0x01]

  /// Selects how the following bytes are read: FS & for double-byte text; FS . and ESC t n for a code page.
  ///
  /// A page without a number among Epson's is printed in whatever page the printer is set to.
  package static func select(_ encoding: TextEncoding) -> [UInt8] {
    if encoding.isMultiByte { return [0x1C, 0x26] }
    guard let number = CodePageNumber.epson[encoding.name] else { return [0x1C, 0x2E] }
    return [0x1C, 0x2E, 0x1B, 0x74, number]
  }
}
