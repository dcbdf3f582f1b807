import EscPos
import PosModel

extension PrinterModel {
  /// Pin 3 of the drawer connector; it floats high when no drawer is connected. The switches of two drawers are parallel,
  /// so one that is open is enough.
  var isSensorHigh: Bool {
    guard var drawer = drawer ?? secondDrawer else { return true }
    if secondDrawer?.isOpen == true { drawer.isOpen = true }
    return drawer.sensorLevel
  }

  mutating func pulse(_ pin: Int, _ on: Duration) {
    drawer?.pulse(pin: pin, on: on)
    secondDrawer?.pulse(pin: pin, on: on)
  }

  private var isNearEnd: Bool { isPaperEnd || faults.contains(.paperNearEnd) }

  /// GS r 1: 03 near end, 0C end.
  var paperStatus: UInt8 { (isPaperEnd ? 0x0C : 0) | (isNearEnd ? 0x03 : 0) }

  /// GS a: four bytes (Epson ESC/POS, "Automatic status back").
  var automaticStatus: [UInt8] {
    [
      0x10 | (isSensorHigh ? 0x04 : 0) | (isOffline ? 0x08 : 0) | (isCoverOpen ? 0x20 : 0),
      errorBits,
      paperStatus,
      0x0F,
    ]
  }

  /// 08 cutter, 20 unrecoverable, 40 recovers by itself: in byte 2 of GS a as in DLE EOT 3.
  private var errorBits: UInt8 {
    (faults.contains(.cutterError) ? 0x08 : 0) | (faults.contains(.unrecoverable) ? 0x20 : 0)
      | (faults.contains(.overheated) ? 0x40 : 0)
  }

  /// Some clones (print801) call themselves offline when the paper is merely near its end.
  private var seemsEnded: Bool { isPaperEnd || isNearEnd && emulator.profile.quirks.contains(.nearEndIsOffline) }

  /// DLE EOT n: one byte; bits 1 and 4 are always set.
  mutating func answerStatus(_ query: UInt8) {
    switch query {
    case 1: reply([0x12 | (isSensorHigh ? 0x04 : 0) | (isOffline || seemsEnded ? 0x08 : 0)])
    case 2: reply([0x12 | (isCoverOpen ? 0x04 : 0) | (seemsEnded ? 0x20 : 0) | (hasError ? 0x40 : 0)])
    case 3: reply([0x12 | errorBits])
    case 4: reply([0x12 | (isNearEnd ? 0x0C : 0) | (isPaperEnd ? 0x60 : 0)])
    default: reply([0x12])  // 7 ink, 8 peeler, 18 interface: there is none of them.
    }
  }

  /// DLE DC4 7 m.
  mutating func transmit(_ what: UInt8) {
    switch what {
    case 1: reply(automaticStatus)
    case 2: reply([0x39, 0x40, 0x40, 0x00])
    case 4: reply([0x37, 0x23] + offlineCause + [0x00])
    default: reply([0x37, 0x30, 0x00])
    }
  }

  /// DLE ACK n of print801: 1 whether this bill is printed and cut (08) or not (10), 2 the errors.
  mutating func answerBill(_ what: UInt8, isCut: Bool) {
    reply([what == 1 ? (isCut && waiting == 0 && !isOffline ? 0x08 : 0x10) : errorBits | (isPaperEnd ? 0x04 : 0)])
  }

  /// GS ( H 49: 41 cover, 42 paper, 44 error.
  private var offlineCause: [UInt8] {
    isOffline ? [0x40 | (isCoverOpen ? 0x01 : 0) | (isPaperEnd ? 0x02 : 0) | (hasError ? 0x04 : 0)] : []
  }

  /// Tells of going offline to a host that has asked for it.
  mutating func reportOffline(_ wasOffline: Bool) {
    guard isOffline, !wasOffline, isPowered, offlineResponse != 0 else { return }
    reply([0x37, 0x23] + (offlineResponse == 2 ? offlineCause : []) + [0x00])
  }

  /// GS I n.
  func identity(_ what: UInt8) -> [UInt8] {
    switch what {
    case 1, 49: return [0x20]
    case 2, 50:  // Bit 0: characters of two bytes; 1: a cutter.
      return [(emulator.profile.multiByte == nil ? 0 : 0x01) | (emulator.profile.cuts.isEmpty ? 0 : 0x02)]
    case 3, 51: return [0x03]
    case 33: return [0x3D, 0x40, 0x40, 0x40, 0x00]
    case 65: return block("1.00")
    case 66: return block(maker)
    case 67: return block(model)
    case 68: return block(serial ?? "")
    case 69: return block(emulator.profile.multiByte.map { "CHINA \($0.encoding.uppercased())" } ?? "")
    default: return []
    }
  }

  private func block(_ text: String) -> [UInt8] { [0x5F] + Array(text.utf8) + [0x00] }

  /// Automatic status at each change of what the host has asked for: bit 0 drawer, 1 online, 2 error, 3 paper.
  mutating func reportChange() {
    let now = automaticStatus
    defer { lastAutomaticStatus = now }
    guard isPowered, now != lastAutomaticStatus, lastAutomaticStatus.count == 4 else { return }
    let drawer = (now[0] ^ lastAutomaticStatus[0]) & 0x04 != 0 && automaticStatusMask & 0x01 != 0
    let online = (now[0] ^ lastAutomaticStatus[0]) & 0x28 != 0 && automaticStatusMask & 0x02 != 0
    let error = now[1] != lastAutomaticStatus[1] && automaticStatusMask & 0x04 != 0
    let paper = now[2] != lastAutomaticStatus[2] && automaticStatusMask & 0x08 != 0
    if drawer || online || error || paper { reply(now) }
  }

  mutating func reply(_ bytes: [UInt8]) {
    guard isPowered, !faults.contains(.silent), !bytes.isEmpty else { return }
    // A host that fetches nothing loses the newest, as with a full transmit buffer.
    guard replies.count < Self.longestReplies else { return }
    replies.append(faults.contains(.garbage) ? bytes.map { _ in nextNoise() } : bytes)
  }

  /// xorshift64: the same nonsense in each run.
  private mutating func nextNoise() -> UInt8 {
    noise ^= noise << 13
    noise ^= noise >> 7
    noise ^= noise << 17
    return UInt8(truncatingIfNeeded: noise >> 32)
  }

  /// Answers a class request of the USB printer class (1.1, 4.2): the data stage, nil for a STALL.
  package mutating func control(_ request: ControlRequest) -> [UInt8]? {
    switch (request.requestType, request.request) {
    case (0xA1, 0):  // GET_DEVICE_ID: the length is big-endian and counts itself
      guard let deviceID else { return nil }
      let length = UInt16(truncatingIfNeeded: deviceID.utf8.count + 2)
      return [UInt8(length >> 8), UInt8(truncatingIfNeeded: length)] + Array(deviceID.utf8)
    case (0xA1, 1):  // GET_PORT_STATUS: 20 paper empty, 10 selected, 08 no error
      return [isPaperEnd ? 0x30 : isCoverOpen || hasError ? 0x10 : 0x18]
    case (0x21, 2), (0x23, 2):  // SOFT_RESET
      softReset()
      return []
    default:
      return nil
    }
  }
}
