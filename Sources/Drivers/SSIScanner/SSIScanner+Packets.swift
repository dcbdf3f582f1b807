import Barcodes
import PosModel

extension SSIScanner {
  /// A scanner repeats what is not acknowledged for about as long.
  private static let resendTime = Duration.seconds(4)
  /// Between two packets of one code.
  private static let partTime = Duration.seconds(4)

  mutating func receive(_ bytes: [UInt8], _ now: Instant, _ actions: inout [DriverAction]) {
    guard reporter.isOpen, !bytes.isEmpty else { return }
    lastTraffic = now
    for packet in reader.take(bytes) where !packet.isFromHost { take(packet, now, &actions) }
    if reader.isWaiting { gap.touch(now, &actions) } else { gap.stop() }
  }

  private mutating func take(_ packet: SSIPacket, _ now: Instant, _ actions: inout [DriverAction]) {
    if packet.opcode == SSIPacket.Opcode.acknowledge || packet.opcode == SSIPacket.Opcode.refuse { heard(&actions) }
    switch packet.opcode {
    case SSIPacket.Opcode.acknowledge: return acknowledged(now, &actions)
    case SSIPacket.Opcode.refuse: return refused(packet.data.first, now, &actions)
    default: break
    }
    if packet.isPowerUp { return takePowerUp(now, &actions) }
    let isAgain = packet.isRetransmitted && !(awaitsResend && resendIsNew)
    let isRepeated =
      isAgain
      && lastPacket?.opcode == packet.opcode && lastPacket?.data == packet.data
    let isRest = hasGivenUp && isAgain && coming == nil && packet.opcode == SSIPacket.Opcode.decodeData
    lastPacket = (packet.opcode, packet.data)
    if awaitsResend { actions.append(.cancelTimer(Self.resendTimer)) }
    if awaitsResend, coming != nil, packet.opcode == SSIPacket.Opcode.decodeData, !packet.isRetransmitted {
      // It has given up what was asked for: neither this code nor, to be sure, the rest of it is whole.
      reporter.lose(.malformed, &actions)
      forgetCode()
      isDiscarding = true
    }
    awaitsResend = false
    if packet.opcode == SSIPacket.Opcode.decodeData {
      // The rest of the code that was given up, however late; a new code comes for the first time.
      hasGivenUp = hasGivenUp && isAgain
      if isRest { isDiscarding = true }
    }
    answer(SSIPacket(SSIPacket.Opcode.acknowledge), now, &actions)
    if isRepeated, !isRest { return actions.append(.count("repeated", 1)) }
    if packet.opcode == SSIPacket.Opcode.decodeData {
      takeCode(packet, now, &actions)
    } else {
      replied(packet, now, &actions)
    }
  }

  mutating func answer(_ packet: SSIPacket, _ now: Instant, _ actions: inout [DriverAction]) {
    _ = send(packet.bytes, now, &actions)
  }

  // MARK: Codes

  private mutating func takeCode(_ packet: SSIPacket, _ now: Instant, _ actions: inout [DriverAction]) {
    guard let type = packet.data.first else { return }
    if isDiscarding || !isEnabled {
      isDiscarding = packet.isContinued
      return isDiscarding ? setPartTimer(now, &actions) : actions.append(.cancelTimer(Self.partTimer))
    }
    if let coming {
      // Some firmware repeats the type in each packet. Text of a code hardly ever has a control character just there.
      buffer += type == coming && type < 0x20 ? packet.data.dropFirst() : packet.data[...]
    } else {
      coming = type
      buffer += packet.data.dropFirst()
    }
    if buffer.count > ScanReporter.longestScan {
      reporter.lose(.tooLong, &actions)
      forgetCode()
      isDiscarding = packet.isContinued
    } else if !packet.isContinued {
      return finish(&actions)
    }
    setPartTimer(now, &actions)
  }

  private mutating func setPartTimer(_ now: Instant, _ actions: inout [DriverAction]) {
    actions.append(.setTimer(Self.partTimer, now + Self.partTime))
  }

  private mutating func finish(_ actions: inout [DriverAction]) {
    let symbology = coming.flatMap { SSICodeType.symbology($0) }
    reporter.deliver(
      buffer, aim: symbology?.impliedAIM, symbology: symbology?.rawValue,
      splitAIM: settings.quirks.contains("aim-in-data"), &actions)
    forgetCode()
    actions.append(.cancelTimer(Self.partTimer))
  }

  mutating func giveUpCode(_ actions: inout [DriverAction]) {
    hasGivenUp = hasGivenUp || isDiscarding || coming != nil
    isDiscarding = false
    guard coming != nil else { return }
    if awaitsResend { actions.append(.cancelTimer(Self.resendTimer)) }
    awaitsResend = false
    reporter.lose(.malformed, &actions)
    forgetCode()
  }

  // MARK: Broken packets

  /// An answer has come: if that was broken before, no scan is waited for.
  private mutating func heard(_ actions: inout [DriverAction]) {
    guard awaitsResend, brokenBytes <= SSIPacket.longestAnswer else { return }
    awaitsResend = false
    actions.append(.cancelTimer(Self.resendTimer))
  }

  /// The line is quiet: what is there is no packet. NAK with "resend" gets the last packet again.
  mutating func pause(_ now: Instant, _ actions: inout [DriverAction]) {
    guard let remains = reader.pause() else { return }
    if !remains.hasGap, let text = SSIUnpackedText(remains.bytes) { return take(text, now, &actions) }
    if !remains.hasGap, SSIUnpackedText.isText(remains.bytes) { openText = (now, openText?.isTold ?? false) }
    // A packet that may be one whose acknowledgement got lost is not new, and an answer is no scan.
    let isNew = !remains.wasRetransmitted && remains.count > SSIPacket.longestAnswer
    resendIsNew = awaitsResend && resendIsNew || isNew
    brokenBytes = (awaitsResend ? brokenBytes : 0) + remains.count
    awaitsResend = true
    actions.append(.count("broken", 1))
    answer(SSIPacket(SSIPacket.Opcode.refuse, [0x01]), now, &actions)
    actions.append(.setTimer(Self.resendTimer, now + Self.resendTime))
  }

  /// Less than a packet was noise on the line.
  var isPacketBroken: Bool { brokenBytes >= SSIPacket.headerLength + 2 }

  mutating func giveUpResend(_ now: Instant, _ actions: inout [DriverAction]) {
    guard awaitsResend else { return }
    awaitsResend = false
    guard coming != nil || isPacketBroken else { return }
    if isEnabled { reporter.lose(.malformed, &actions) }
    if coming != nil {
      forgetCode()
      isDiscarding = true
    }
    // Perhaps it does not know that it is to send packets.
    setUp(now, &actions)
  }

  /// The transport has dropped bytes: as noise, it is asked for again.
  mutating func loseInput(_ now: Instant, _ actions: inout [DriverAction]) {
    guard reporter.isOpen else { return }
    reader.lose()
    gap.touch(now, &actions)
  }
}
