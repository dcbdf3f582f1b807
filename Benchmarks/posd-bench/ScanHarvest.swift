import PosModel

/// What came of a run: all codes in their order, and what was told to be lost.
struct ScanHarvest {
  private(set) var codes: [[UInt8]] = []
  private(set) var lost = 0

  init(expecting count: Int) {
    codes.reserveCapacity(count)
  }

  mutating func take(_ actions: [DriverAction]) {
    for action in actions {
      switch action {
      case .emit(.scan(let code)): codes.append(code.raw)
      case .emit(.scanLost): lost += 1
      default: break
      }
    }
  }

  /// Scans that are not what was shown, missing ones and those too many.
  func wrong(beside shown: [[UInt8]]) -> Int {
    zip(shown, codes).count { $0.0 != $0.1 } + abs(shown.count - codes.count)
  }
}
