/// What a printer counts over its life (GS g).
package struct PrinterCounters: Hashable, Sendable {
  /// Lines fed.
  package var lines = 0
  /// Operations of the cutter.
  package var cuts = 0
  /// Dots that the paper was fed.
  package var dots = 0

  /// GS g 2: 20 lines fed, 50 cuts, 70 hours; those from 138 on are never reset, and the same here.
  func value(_ number: Int) -> Int {
    switch number & 0x7F {
    case 20: lines
    case 50: cuts
    default: 0
    }
  }

  mutating func reset(_ number: Int) {
    switch number {
    case 20: lines = 0
    case 50: cuts = 0
    default: break
    }
  }
}
