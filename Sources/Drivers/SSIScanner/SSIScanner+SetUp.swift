import PosModel

/// The scanner forgets with its power that it was told to send packets.
extension SSIScanner {
  mutating func setUp(_ now: Instant, _ actions: inout [DriverAction]) {
    guard !orders.hasOwn else { return }
    // Parameter EE: decoded data in packets; FF is "no beep". Not kept in its memory.
    orders.add(ScannerOrder(bytes: [SSIPacket.Opcode.parameters, 0xFF, 0xEE, 0x01]))
    orders.add(ScannerOrder(bytes: Self.language.reading(isEnabled)))
    sendNext(now, &actions)
  }

  /// Codes without packets are no reason to lose them; the next ones are to come with a checksum again.
  mutating func take(_ text: SSIUnpackedText, _ now: Instant, _ actions: inout [DriverAction]) {
    beginAnew(&actions)
    if isEnabled {
      for code in text.codes {
        reporter.deliver(code, splitAIM: settings.quirks.contains("aim-in-data"), &actions)
      }
      if !text.rest.isEmpty { reporter.lose(.malformed, &actions) }
    }
    actions.append(.count("unpacked", 1))
    setUp(now, &actions)
  }

  /// The event "system power-up" (SSI event code 03).
  mutating func takePowerUp(_ now: Instant, _ actions: inout [DriverAction]) {
    beginAnew(&actions)
    answer(SSIPacket(SSIPacket.Opcode.acknowledge), now, &actions)
    setUp(now, &actions)
  }

  /// The scanner knows nothing of what it was sending: neither the rest of a code nor a packet comes again.
  private mutating func beginAnew(_ actions: inout [DriverAction]) {
    if isEnabled, coming != nil || awaitsResend && isPacketBroken { reporter.lose(.malformed, &actions) }
    for timer in [Self.resendTimer, Self.partTimer] { actions.append(.cancelTimer(timer)) }
    forgetCode()
    isDiscarding = false
    hasGivenUp = false
    lastPacket = nil
    awaitsResend = false
    resendIsNew = false
  }
}
