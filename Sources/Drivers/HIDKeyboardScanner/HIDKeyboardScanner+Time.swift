import HIDReports
import PosModel

/// Pauses and keys that do not come up.
extension HIDKeyboardScanner {
  mutating func becomeReady(_ actions: inout [DriverAction]) {
    if state == .settling { state = .reading }
    let isGrabbed = settings.link == .evdev
    actions.append(.capability("exclusive", .word(isGrabbed ? "grab" : "claim")))
    if isGrabbed {
      actions.append(
        .log(.notice, "its event node is grabbed: whenever posd does not run, its scans are typed where the cursor is"))
    }
    actions.append(.ready)
  }

  mutating func pauseTimer(_ now: Instant, _ actions: inout [DriverAction]) {
    guard gap.fired(now, &actions) else { return }
    switch state {
    case .closed, .stuck: break
    case .settling: becomeReady(&actions)
    case .reading, .discarding:
      if decoder.anyKeyDown {
        if state == .reading, isEnabled {
          reporter.lose(.stuckKey, &actions)
          actions.append(.log(.warning, "a key stayed down for 500 ms; everything until its release is dropped"))
        }
        typed.removeAll()
        state = .stuck
      } else {
        if state == .reading, hasScan { endByPause(now, &actions) }
        _ = decoder.flush()
        state = .reading
        isLossUntold = false
        if hasMissedKeys { decoder.resetCapsLock() }
        hasMissedKeys = false
      }
    }
  }

  private mutating func endByPause(_ now: Instant, _ actions: inout [DriverAction]) {
    cutAt = nil
    if ending == .key {
      typed.isUnreadable = true
      cutAt = now
      // Perhaps somebody has set the scanner to another way: the next pause decides.
      ending = .unknown
    } else {
      ending = .pause
    }
    finish(&actions)
  }
}
