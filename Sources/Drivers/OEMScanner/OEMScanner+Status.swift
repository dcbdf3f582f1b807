import PosModel

extension OEMScanner {
  /// A scanner that says nothing is told three times in all; one that says the contrary is told ever more slowly.
  private static let silentTellings = 3
  private static let slowest = Duration.seconds(8)

  /// Every report says how the scanner is.
  mutating func watch(_ report: OEMReport, _ now: Instant, _ actions: inout [DriverAction]) {
    if report.hasHardwareError != hasHardwareError {
      hasHardwareError = report.hasHardwareError
      let error = PosError(
        .failure, "the scanner reports a hardware error",
        remedy: "take its power away for ten seconds; if it comes again the scanner has to be repaired")
      actions.append(hasHardwareError ? .fault(error) : .ready)
    }
    // A label proves that it reads, whatever its status says.
    if report.isEnabled == isEnabled || report.isLabel && isEnabled {
      if isTelling { actions.append(.cancelTimer(Self.enableTimer)) }
      isTelling = false
      tellings = 0
      isConfirmed = true
      return
    }
    // It was reset, or is not ready yet.
    isConfirmed = false
    tellLater(now, &actions)
  }

  /// 11 is "scan enable", 12 "scan disable".
  mutating func tell(_ now: Instant, _ actions: inout [DriverAction]) {
    tellings += 1
    add(ScannerOrder(bytes: Self.language.reading(isEnabled), isSilent: true), now, &actions)
    if tellings < Self.silentTellings { tellLater(now, &actions) }
  }

  private mutating func tellLater(_ now: Instant, _ actions: inout [DriverAction]) {
    guard !isTelling else { return }
    isTelling = true
    let delay: Duration = tellings == 0 ? .milliseconds(20) : .seconds(1 << min(tellings - 1, 3))
    actions.append(.setTimer(Self.enableTimer, now + min(delay, Self.slowest)))
  }

  mutating func tellAgain(_ now: Instant, _ actions: inout [DriverAction]) {
    guard isTelling else { return }
    isTelling = false
    guard reporter.isOpen, !isConfirmed else { return }
    if tellings < Self.silentTellings {
      tell(now, &actions)
    } else {
      // Only a report that says the contrary brings us back here.
      tellings = min(tellings + 1, 8)
      add(ScannerOrder(bytes: Self.language.reading(isEnabled), isSilent: true), now, &actions)
    }
  }
}
