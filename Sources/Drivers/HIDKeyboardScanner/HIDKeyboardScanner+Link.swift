import HIDReports
import PosModel

/// Opening, closing and losing the link.
extension HIDKeyboardScanner {
  mutating func open(_ link: LinkDescription, _ now: Instant, _ actions: inout [DriverAction]) {
    typed.removeAll()
    gap.reset()
    cutAt = nil
    endedWithEnter = false
    hasMissedKeys = false
    isLossUntold = false
    tracker.reset()
    decoder.reset()
    reportLayout = .boot
    if !link.reportDescriptor.isEmpty {
      do throws(ReportDescriptorError) {
        guard let found = KeyboardReportLayout(try ReportDescriptor(link.reportDescriptor)) else {
          return fault("the interface has no keys", &actions)
        }
        reportLayout = found
      } catch {
        return fault("the report descriptor is \(error)", &actions)
      }
    }
    reporter.isOpen = true
    state = .settling
    gap.length = Self.settleTime
    gap.touch(now, &actions)
  }

  private func fault(_ what: String, _ actions: inout [DriverAction]) {
    actions.append(
      .fault(
        PosError(
          .failure, "not a keyboard that posd can read: \(what)",
          remedy: "switch the scanner to HID POS, or choose another driver in the configuration")))
  }

  mutating func close(_ now: Instant, _ actions: inout [DriverAction]) {
    if state == .reading, hasScan {
      if gap.isOver(now), !decoder.anyKeyDown, ending != .key {
        finish(&actions)
      } else {
        reporter.lose(.unplugged, &actions)
      }
    }
    typed.removeAll()
    gap.stop()
    reporter.isOpen = false
    state = .closed
  }

  /// After a failed read, a loss is told as soon as it is known to be one: before an unplug reads fail for nothing.
  mutating func loseInput(_ loss: InputLoss, _ now: Instant, _ actions: inout [DriverAction]) {
    guard state != .closed else { return }
    let isSure = loss != .failedRead || hasScan || decoder.anyKeyDown
    tracker.reset()
    decoder.reset()
    hasMissedKeys = true
    if state == .settling { becomeReady(&actions) }
    if state == .reading || isLossUntold {
      if isSure, isEnabled { reporter.lose(.overflow, &actions) }
      isLossUntold = !isSure
    }
    discard(now, &actions)
  }
}
