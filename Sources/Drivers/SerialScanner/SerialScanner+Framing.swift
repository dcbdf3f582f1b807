import Barcodes
import PosModel

extension SerialScanner {
  private static let stx: UInt8 = 0x02
  private static let etx: UInt8 = 0x03
  private static let ack: UInt8 = 0x06
  private static let nak: UInt8 = 0x15

  mutating func take(_ bytes: [UInt8], _ now: Instant, _ actions: inout [DriverAction]) {
    guard state != .closed, !bytes.isEmpty else { return }
    for (index, byte) in bytes.enumerated() {
      if state == .reading, buffer.isEmpty, isAcknowledgement(at: index, in: bytes, now) { continue }
      take(byte, &actions)
    }
    if state == .reading, buffer.isEmpty { gap.stop() } else { gap.touch(now, &actions) }
  }

  private mutating func take(_ byte: UInt8, _ actions: inout [DriverAction]) {
    let framing = settings.framing
    defer { endedWithReturn = byte == 0x0D && state == .reading && buffer.isEmpty }
    switch state {
    case .closed: break
    case .reading where !isEnabled: discard()
    case .reading where isEnd(byte): deliver(&actions)
    case .reading where buffer.isEmpty && byte == Self.stx && hasFrames: state = .framed
    // A line that is opened or woken gives zeros; no code begins with one.
    case .reading where buffer.isEmpty && byte == 0: break
    case .reading where buffer.isEmpty && byte == 0x0A && endedWithReturn && framing == .cr: break
    case .reading where framing == .etx:
      // Line ends between the frames are decoration, anything else is the tail of a frame.
      if byte == 0x0D || byte == 0x0A { break }
      reporter.lose(.malformed, &actions)
      discard()
    case .framed where byte == Self.etx: endFrame(&actions)
    case .reading, .framed:
      buffer.append(byte)
      if buffer.count > ScanReporter.longestScan {
        reporter.lose(.tooLong, &actions)
        discard()
      }
    case .discarding:
      let isOver = isEnd(byte) || byte == Self.etx && (framing == .automatic || framing == .etx)
      if isOver { state = .reading }
    }
  }

  /// Whether the byte at `index`, the first behind a scan, is ACK or NAK to an order: not if that is a whole scan.
  mutating func isAcknowledgement(at index: Int, in bytes: [UInt8], _ now: Instant) -> Bool {
    guard unacknowledged > 0, bytes[index] == Self.ack || bytes[index] == Self.nak else { return false }
    guard let acknowledgementsEnd, now < acknowledgementsEnd else {
      unacknowledged = 0
      return false
    }
    if index + 1 < bytes.count {
      guard !mayEnd(bytes[index + 1]) else { return false }
    } else {
      lastAcknowledgement = (bytes[index], now)
    }
    unacknowledged -= 1
    return true
  }

  /// `bytes`, and before them what was taken for an answer and is a scan, as they show.
  mutating func withScanBefore(_ bytes: [UInt8], _ now: Instant) -> [UInt8] {
    guard let last = lastAcknowledgement, let next = bytes.first else { return bytes }
    lastAcknowledgement = nil
    guard now - last.at < gap.length, mayEnd(next) else { return bytes }
    unacknowledged += 1
    return [last.byte] + bytes
  }

  /// Whether the end of a scan without STX may begin with `byte`.
  private func mayEnd(_ byte: UInt8) -> Bool {
    switch settings.framing {
    case .automatic: byte == 0x0D || byte == 0x0A || byte == 0x09
    case .idle, .etx: false
    case .cr, .lf, .crlf, .tab: byte == settings.framing.terminator?.first
    }
  }

  /// Whether frames can come: of scans, or of the answers of Newland's scanners.
  private var hasFrames: Bool {
    settings.framing == .automatic || settings.framing == .etx || maker == .newland
  }

  private mutating func isEnd(_ byte: UInt8) -> Bool {
    switch settings.framing {
    case .automatic: return byte == 0x0D || byte == 0x0A || byte == 0x09
    case .idle, .etx: return false
    case .cr: return byte == 0x0D
    case .lf: return byte == 0x0A
    case .tab: return byte == 0x09
    case .crlf:
      guard byte == 0x0A, buffer.last == 0x0D || state == .discarding else { return false }
      if state == .reading { buffer.removeLast() }
      return true
    }
  }

  private mutating func endFrame(_ actions: inout [DriverAction]) {
    state = .reading
    // Newland: STX SOH, the address 0000, what was set or asked with ACK, NAK or ENQ behind it, `;` ETX.
    if buffer.first == 0x01, buffer.last == UInt8(ascii: ";") {
      let answer = [Self.stx] + buffer + [Self.etx]
      buffer.removeAll(keepingCapacity: true)
      return finishAnswer(answer, &actions)
    }
    guard settings.framing != .automatic, settings.framing != .etx else { return deliver(&actions) }
    buffer = [Self.stx] + buffer + [Self.etx]
  }

  mutating func deliver(_ actions: inout [DriverAction]) {
    let codeIDs = settings.quirks.contains("no-aim") ? .none : settings.codeIDs
    let hasAIM = buffer.count > 3 && AIMIdentifier(prefix: buffer) != nil
    var found: (symbology: Symbology, length: Int)?
    switch codeIDs {
    case .automatic: found = hasAIM ? nil : maker?.certainIdentifier(of: buffer)
    case .maker: found = hasAIM ? nil : maker?.identifier(of: buffer)
    case .aim, .none: break
    }
    if let found {
      reporter.deliver(
        Array(buffer[found.length...]), aim: found.symbology.impliedAIM, symbology: found.symbology.rawValue,
        splitAIM: false, &actions)
    } else {
      reporter.deliver(buffer, splitAIM: codeIDs != .none, &actions)
    }
    buffer.removeAll(keepingCapacity: true)
  }

  mutating func discard() {
    buffer.removeAll(keepingCapacity: true)
    state = .discarding
  }

  mutating func pauseOver(_ actions: inout [DriverAction]) {
    gap.stop()
    switch state {
    case .closed: break
    case .reading where settings.framing.terminator != nil && !buffer.isEmpty: lose(&actions)
    case .reading: deliver(&actions)
    case .framed: lose(&actions)
    case .discarding: state = .reading
    }
  }

  private mutating func lose(_ actions: inout [DriverAction]) {
    reporter.lose(.malformed, &actions)
    buffer.removeAll(keepingCapacity: true)
    state = .reading
  }
}

extension DriverSettings.Framing {
  /// What must end a scan; nil where a pause does as well.
  var terminator: [UInt8]? {
    switch self {
    case .automatic, .idle: nil
    case .cr: [0x0D]
    case .lf: [0x0A]
    case .crlf: [0x0D, 0x0A]
    case .tab: [0x09]
    case .etx: [0x03]
    }
  }
}
