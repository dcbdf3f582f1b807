import HIDReports
import PosModel

/// Opening, closing and losing the link.
extension HIDKeyboardScanner {
  mutating func open(_ link: LinkDescription, _ now: Instant, _ actions: inout [DriverAction]) {
    typed.removeAll()
    gap.reset()
    cutAt = nil
    endedWithEnter = false
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

  mutating func loseInput(_ now: Instant, _ actions: inout [DriverAction]) {
    tracker.reset()
    decoder.reset()
    switch state {
    case .closed: return
    case .discarding, .stuck: break
    case .settling: becomeReady(&actions)
    case .reading: break
    }
    if state == .reading, isEnabled { reporter.lose(.overflow, &actions) }
    discard(now, &actions)
  }
}
