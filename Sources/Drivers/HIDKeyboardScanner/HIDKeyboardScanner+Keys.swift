import HIDReports
import PosModel

/// Keys to characters, and characters to scans.
extension HIDKeyboardScanner {
  mutating func take(_ report: [UInt8], _ now: Instant, _ actions: inout [DriverAction]) {
    guard state != .closed, let keys = reportLayout.decode(report) else { return }
    // Taken out, not copied: a copy would copy what it holds with the first change.
    var tracker = KeyboardTracker()
    swap(&tracker, &self.tracker)
    tracker.take(keys) { take($0, now, &actions) }
    self.tracker = tracker
  }

  mutating func take(_ key: KeyTransition, _ now: Instant, _ actions: inout [DriverAction]) {
    guard state != .closed, key.phase != .repeating else { return }
    if state == .settling {
      if !gap.isOver(now) {
        actions.append(.log(.notice, "keys within 50 ms of opening: the scan had begun before and is dropped"))
        state = .discarding
        hasMissedKeys = true
      }
      becomeReady(&actions)
    }
    if state == .reading, isEnabled, key.phase == .down { typed.press(now) }
    let outputs = decoder.take(key)
    if state == .stuck, !decoder.anyKeyDown { state = .discarding }
    for output in outputs { take(output, now, &actions) }
    gap.length = decoder.anyKeyDown ? Self.stuckTime : pause
    if decoder.anyKeyDown || hasScan || state != .reading || hasMissedKeys {
      gap.touch(now, &actions)
    } else {
      gap.stop()
      typed.forgetStrokes()
    }
  }

  private mutating func take(_ output: KeyboardOutput, _ now: Instant, _ actions: inout [DriverAction]) {
    let followsEnter = endedWithEnter
    endedWithEnter = false
    // The second half of the suffix CR LF.
    if followsEnter, output.isLineFeed { return }
    switch state {
    case .reading where isEnabled: collect(output, now, &actions)
    case .reading: state = .discarding
    case .discarding:
      if isLossUntold, isEnabled { reporter.lose(.overflow, &actions) }
      isLossUntold = false
      guard case .terminator(let key) = output, ends(key) else { return }
      endedWithEnter = key == .enter
      state = .reading
      if hasMissedKeys { decoder.resetCapsLock() }
    case .closed, .settling, .stuck: break
    }
  }

  private func ends(_ key: KeyboardOutput.Terminator) -> Bool {
    settings.framing != .idle && settings.keyboard.terminators.contains(key)
  }

  private mutating func collect(_ output: KeyboardOutput, _ now: Instant, _ actions: inout [DriverAction]) {
    switch output {
    case .character(let character): typed.append(character)
    case .altCode(let number, let leadingZero): typed.append(altCode: number, leadingZero: leadingZero)
    case .terminator(let key) where ends(key):
      if hasScan {
        ending = .key
        endedWithEnter = key == .enter
        if let cut = cutAt, now - cut < Self.longestCut { typed.isUnreadable = true }
        cutAt = nil
      }
      finish(&actions)
    case .terminator(.downArrow): typed.appendFunctionKey(nil)
    case .terminator(let key): typed.append(Unicode.Scalar(key.rawValue))
    case .key(let usage):
      if let character = settings.keyboard.functionKeys[usage] {
        typed.append(Unicode.Scalar(character))
      } else if ControlKeys.isFunctionKey(usage) {
        typed.appendFunctionKey(makerKeys[usage])
      } else {
        typed.isUnreadable = true
      }
    case .unreadable: typed.isUnreadable = true
    }
    if typed.count > ScanReporter.longestScan {
      reporter.lose(.tooLong, &actions)
      discard(now, &actions)
    }
  }

  mutating func finish(_ actions: inout [DriverAction]) {
    for output in decoder.flush() {
      if case .character(let character) = output { typed.append(character) }
    }
    let code = typed.code(settings.keyboard)
    let strokes = typed.strokes
    typed.removeAll()
    guard let code else { return reporter.lose(.malformed, &actions) }
    if code.count > ScanReporter.longestScan { return reporter.lose(.tooLong, &actions) }
    reporter.deliver(code, strokes: strokes, splitAIM: !settings.quirks.contains("no-aim"), &actions)
  }

  mutating func discard(_ now: Instant, _ actions: inout [DriverAction]) {
    typed.removeAll()
    state = .discarding
    gap.length = decoder.anyKeyDown ? Self.stuckTime : pause
    gap.touch(now, &actions)
  }
}

extension KeyboardOutput {
  /// Ctrl+J, or Alt with 10.
  fileprivate var isLineFeed: Bool {
    switch self {
    case .character(let character): character == "\n"
    case .altCode(let number, _): number == 0x0A
    case .terminator, .key, .unreadable: false
    }
  }
}
