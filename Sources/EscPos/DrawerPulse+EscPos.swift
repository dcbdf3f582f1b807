import PosModel

extension DrawerPulse {
  /// ESC p m t1 t2, always five bytes: with fewer, the printer takes the times from the text that follows.
  ///
  /// Times that together would be DLE DC4 are told as 2 ms more.
  package var bytes: [UInt8] {
    let on = Self.units(self.on, of: 2, in: 1...255)
    let off = max(on, Self.units(self.off, of: 2, in: 1...255))
    return [0x1B, 0x70, connector, on, on == 0x10 && off == 0x14 ? off + 1 : off]
  }

  /// DLE DC4 1 m t: kicks at once, also while the printer is offline or out of paper; on and off last the same.
  package var realTimeBytes: [UInt8] {
    [0x10, 0x14, 0x01, connector, Self.units(on, of: 100, in: 1...8)]
  }

  private var connector: UInt8 { pin == 5 ? 1 : 0 }

  private static func units(_ duration: Duration, of milliseconds: Int64, in range: ClosedRange<Int64>) -> UInt8 {
    let (seconds, attoseconds) = duration.components
    let whole = min(max(seconds, 0), 60) * 1000 + attoseconds / 1_000_000_000_000_000
    return UInt8(min(max(whole / milliseconds, range.lowerBound), range.upperBound))
  }
}
