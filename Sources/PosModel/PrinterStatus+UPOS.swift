extension PrinterStatus {
  /// The StatusUpdateEvents of UnifiedPOS that say the same (UnifiedPOS 1.14, POSPrinter: PTR_SUE_COVER_OPEN 11,
  /// COVER_OK 12, REC_EMPTY 24, REC_NEAREMPTY 25, REC_PAPEROK 26; SUE_POWER_ONLINE 2001, SUE_POWER_OFFLINE 2003).
  ///
  /// What the printer did not say has none.
  package var upos: [Int] {
    var events: [Int] = []
    switch cover {
    case .open: events.append(11)
    case .closed: events.append(12)
    case .unknown: break
    }
    switch paper {
    case .end: events.append(24)
    case .nearEnd: events.append(25)
    case .ok: events.append(26)
    case .unknown: break
    }
    switch online {
    case true?: events.append(2001)
    // Offline for want of paper or with the cover open is told by these.
    case false? where cover != .open && paper != .end: events.append(2003)
    case false?, nil: break
    }
    return events
  }
}
