/// How a scanner is made to do one thing.
enum HIDPOSOrder: Sendable {
  /// Sets one bit of an output report.
  case control(HIDPOSControl)
  /// Sets the bit and takes it back.
  case pulse(HIDPOSControl)
  /// Bytes of the maker's language, in its command report.
  case command([UInt8])
}

extension HIDPOSReportLayout {
  /// Usage 8C:86, or the maker's command.
  var goodBeep: HIDPOSOrder? { goodReadBeep.map { .control($0) } ?? command(maker.commands?.beep(good: true)) }

  /// Usage 8C:85, or "not on file" (8C:87), or the maker's command.
  var errorBeep: HIDPOSOrder? { badReadBeep.map { .control($0) } ?? command(maker.commands?.beep(good: false)) }

  /// Usage 8C:60, or the maker's command.
  var pull: HIDPOSOrder? { initiateRead.map { .control($0) } ?? command(maker.commands?.trigger(true)) }

  /// "Prevent read" (8C:5F) ends a reading: Honeywell's application note knows no other way by report. By the usage tables it
  /// stays set, so it is taken back.
  var letGo: HIDPOSOrder? {
    guard initiateRead != nil else { return command(maker.commands?.trigger(false)) }
    return preventRead.map { .pulse($0) } ?? command(maker.commands?.trigger(false))
  }

  private func command(_ bytes: [UInt8]?) -> HIDPOSOrder? {
    guard let bytes, let commandReport, bytes.count <= commandReport.capacity else { return nil }
    return .command(bytes)
  }
}
