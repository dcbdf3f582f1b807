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

  /// A scanner that pauses for longer in the middle of a code has given it up.
  private static let restTime = Duration.seconds(2)

  /// Codes without packets are no reason to lose them; the next ones are to come with a checksum again. The rest of one that
  /// began before a pause is no code.
  mutating func take(_ text: SSIUnpackedText, _ now: Instant, _ actions: inout [DriverAction]) {
    beginAnew(&actions)
    var codes = text.codes[...]
    let before = openText.flatMap { now - $0.at < Self.restTime ? $0 : nil }
    if before != nil { codes = codes.dropFirst() }
    let goesOn = before != nil && text.codes.isEmpty
    openText = text.rest.isEmpty ? nil : (now, true)
    if isEnabled {
      if before?.isTold == false { reporter.lose(.malformed, &actions) }
      for code in codes {
        reporter.deliver(code, splitAIM: settings.quirks.contains("aim-in-data"), &actions)
      }
      if !text.rest.isEmpty, !goesOn { reporter.lose(.malformed, &actions) }
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
    forgetPackets()
  }
}
