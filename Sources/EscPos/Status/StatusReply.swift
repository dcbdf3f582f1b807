/// One thing that a printer says on its way back to us.
package enum StatusReply: Hashable, Sendable {
  /// The answer to DLE EOT n: `0xx1xx10`.
  case realTime(UInt8)
  /// Automatic status: four bytes, the first `0xx1xx00`.
  case automatic(AutomaticStatus)
  /// A header byte, its data, and the NUL that ended it (not in `data`): `37 22 d1 d2 d3 d4 00`, `5F "EPSON" 00`, `3B 30 00`.
  case block(header: UInt8, data: [UInt8])
  /// A lone byte `0xx0xxxx`: the answer to GS r or GS I.
  case byte(UInt8)
  /// XON (true) or XOFF.
  case flow(Bool)
  /// Bytes that no printer sends here; how many.
  case garbage(Int)
}

/// The four bytes of automatic status (GS a).
package struct AutomaticStatus: Hashable, Sendable {
  package var first: UInt8
  package var second: UInt8
  package var third: UInt8
  package var fourth: UInt8

  package init(_ first: UInt8, _ second: UInt8, _ third: UInt8, _ fourth: UInt8) {
    self.first = first
    self.second = second
    self.third = third
    self.fourth = fourth
  }

  /// The level of the drawer's sensor, pin 3; what it means depends on the drawer.
  package var drawerLevelHigh: Bool { first & 0x04 != 0 }
}
