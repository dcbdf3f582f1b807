/// Input reports of a HID POS scanner, 64 bytes each.
enum POSScannerReport {
  /// The reports of one code, or of one line of an answer.
  static func reports(
    _ code: [UInt8], aim: String, id: UInt8, by maker: POSScannerMaker, continuesFullReports: Bool
  ) -> [[UInt8]] {
    let chunk = maker.capacity
    return stride(from: 0, to: max(1, code.count), by: chunk).map { start in
      let part = code.dropFirst(start).prefix(chunk)
      let isContinued = start + chunk < code.count || (continuesFullReports && part.count == chunk)
      return report(part, aim: aim, id: id, isContinued: isContinued, by: maker)
    }
  }

  /// Report 2: length, AIM identifier, data, the maker's id, "continued" (layouts as Honeywell's firmware, Newland's FM430
  /// manual and the readers of Datalogic's reports show them).
  private static func report(
    _ part: ArraySlice<UInt8>, aim: String, id: UInt8, isContinued: Bool, by maker: POSScannerMaker
  ) -> [UInt8] {
    let padding = [UInt8](repeating: 0, count: 64 - part.count)
    let head: [UInt8]
    switch maker {
    case .plain: return part + padding
    case .newland: head = [2, UInt8(part.count)]
    case .datalogic: head = [2, UInt8(part.count), 0] + Array(aim.utf8)
    default: head = [2, UInt8(part.count)] + Array(aim.utf8)
    }
    var report = Array((head + part + padding).prefix(64))
    if maker == .newland { report[62] = id }
    if maker.hasCodeIDs { report[61] = id }
    report[63] = isContinued ? 1 : 0
    return report
  }

  /// Honeywell's letter for a symbology.
  static func codeID(_ aim: String) -> UInt8 {
    switch aim {
    case "]E0", "]E3": UInt8(ascii: "d")
    case "]E4": UInt8(ascii: "D")
    case "]C1": UInt8(ascii: "I")
    case "]X0": UInt8(ascii: "Q")
    case _ where aim.hasPrefix("]A"): UInt8(ascii: "b")
    case _ where aim.hasPrefix("]C"): UInt8(ascii: "j")
    case _ where aim.hasPrefix("]I"): UInt8(ascii: "e")
    case _ where aim.hasPrefix("]Q"): UInt8(ascii: "s")
    case _ where aim.hasPrefix("]d"): UInt8(ascii: "w")
    case _ where aim.hasPrefix("]e"): UInt8(ascii: "y")
    default: 0
    }
  }

  /// Newland's number for a symbology, where it fits into a byte.
  static func newlandID(_ aim: String) -> UInt8 {
    switch aim {
    case "]E0", "]E3": 8
    case "]E4": 7
    case "]C1": 3
    case _ where aim.hasPrefix("]A"): 13
    case _ where aim.hasPrefix("]C"): 2
    case _ where aim.hasPrefix("]I"): 17
    case _ where aim.hasPrefix("]e"): 30
    default: 0
    }
  }
}
