import PosModel

extension PrinterStatus {
  /// Takes in the answer to one DLE EOT (Epson ESC/POS, DLE EOT; the tables agree among Epson, Citizen and clones).
  package mutating func apply(_ byte: UInt8, to query: StatusQuery) {
    source = .realTime
    switch query {
    case .printer:
      online = byte & 0x08 == 0
    case .offlineCause:
      cover = byte & 0x04 != 0 ? .open : .closed
      // Some clones set this for paper that is only near its end; the answer to n = 4 is asked later and decides.
      if byte & 0x20 != 0 { paper = .end } else if paper == .end { paper = .unknown }
      if byte & 0x40 == 0 { error = nil } else if error == nil { error = "recoverable" }
    case .errorCause:
      cutter = byte & 0x08 != 0 ? .error : .ok
      setError(unrecoverable: byte & 0x20 != 0, overheated: byte & 0x40 != 0, recoverable: byte & 0x0C != 0)
    case .paper:
      paper = byte & 0x60 != 0 ? .end : byte & 0x0C != 0 ? .nearEnd : .ok
    }
  }

  /// Takes in automatic status (GS a); it always tells everything.
  package mutating func apply(_ status: AutomaticStatus) {
    source = .automatic
    online = status.first & 0x08 == 0
    cover = status.first & 0x20 != 0 ? .open : .closed
    cutter = status.second & 0x08 != 0 ? .error : .ok
    setError(
      unrecoverable: status.second & 0x20 != 0, overheated: status.second & 0x40 != 0,
      recoverable: status.second & 0x0C != 0)
    paper = status.third & 0x0C != 0 ? .end : status.third & 0x03 != 0 ? .nearEnd : .ok
  }

  private mutating func setError(unrecoverable: Bool, overheated: Bool, recoverable: Bool) {
    error = unrecoverable ? "unrecoverable" : recoverable ? "recoverable" : overheated ? "overheated" : nil
  }

  /// Why the printer prints nothing now, most serious first; nil when it can, or has not said that it can't.
  package var blockage: PosError? {
    if error == "unrecoverable" {
      return PosError(
        .failure, "the printer reports an unrecoverable error",
        remedy: "switch it off and on again; if it stays, have it serviced")
    }
    if cover == .open {
      return PosError(.coverOpen, "the printer's cover is open", remedy: "close the cover; printing goes on by itself")
    }
    if paper == .end {
      return PosError(.paperEnd, "the printer is out of paper", remedy: "put in a new roll; printing goes on by itself")
    }
    if cutter == .error {
      return PosError(.failure, "the printer's cutter is stuck", remedy: "remove the jammed paper and close the cover")
    }
    if error == "recoverable" {
      return PosError(
        .failure, "the printer reports an error", remedy: "clear the jam, or switch the printer off and on")
    }
    if error == "overheated" {
      return PosError(.busy, "the print head is too hot", remedy: "wait; printing goes on by itself when it has cooled")
    }
    // Clones go "offline" when the paper is merely near its end, and print on.
    if online == false, paper != .nearEnd {
      return PosError(.offline, "the printer is offline", remedy: "press its FEED button, or look at its panel")
    }
    return nil
  }
}
