import EscPos
import PosModel

/// An ESC/POS receipt printer: takes bytes, leaves paper, answers status, fails to order.
///
/// The host's side offers bytes with `write` and fetches answers with `readReply`; it calls `advance` and offers the rest
/// again at `nextEvent` and after every change that was ordered here.
package struct PrinterModel: Hashable, Sendable {
  /// Faults add up until they are cleared.
  package private(set) var faults: Set<DeviceFault> = []
  /// The OUT endpoint is halted; the host must clear it.
  package private(set) var isHalted = false
  package private(set) var isPowered = true
  package var drawer: DrawerModel?
  /// On the other solenoid, and on the same sensor line.
  package var secondDrawer: DrawerModel?
  /// The lines that the roll still holds; nil for a roll without an end. At 0 the paper has ended.
  package var profile: PrinterProfile { emulator.profile }
  package var paperLeft: Int?
  /// How fast the paper moves, in millimetres a second; nil: it needs no time.
  package var speed: Int?
  /// What `slow` lets through.
  package var slowBytesPerSecond = 960
  /// Prints again what it has printed since the last cut when paper was loaded in the middle of it.
  package var reprintsAfterPaperEnd: Bool
  /// IEEE 1284 device id, without its length; nil is answered by a STALL.
  package var deviceID: String?
  package var maker = "EPSON"
  package var model: String
  package var serial: String?
  /// Whether it knows GS ( H 48; cheap printers do not.
  package var answersProcessID: Bool
  /// DLE EOT.
  package var answersRealTime: Bool
  /// GS r, GS I, ESC u and v.
  package var answersInOrder: Bool
  /// GS a.
  package var answersAutomatic: Bool
  /// All bytes that it ever took.
  package private(set) var taken = 0
  package private(set) var softResets = 0
  package private(set) var beeps = 0

  /// How much it takes while it cannot print.
  package static let receiveBuffer = 4096
  static let longestReplies = 256
  /// What clones keep of a bill.
  static let longestBill = 64 << 10

  var emulator: PrinterEmulator
  /// Taken and not printed yet.
  private var held: [UInt8] = []
  private var realTime: RealTimeScanner
  var replies: [[UInt8]] = []
  var automaticStatusMask: UInt8 = 0
  var lastAutomaticStatus: [UInt8] = []
  /// GS ( H 49.
  var offlineResponse: UInt8 = 0
  var noise: UInt64 = 0x9E37_79B9_7F4A_7C15
  /// Printed since the last cut; only for `reprintsAfterPaperEnd`.
  private var bill: [UInt8] = []
  private var hasRunOut = false
  private var clock = Instant(nanoseconds: 0)
  /// `speed`: until when the paper moves.
  private var busyUntil = Instant(nanoseconds: 0)
  /// `slow`: when the next byte may come, and whether the host was turned away because of it.
  private var slowUntil: Instant?
  private var turnedAway = false

  package init(
    model: String = "TM-T20II", serial: String? = nil, drawer: DrawerModel? = nil,
    profile: PrinterProfile = .simulated
  ) {
    self.model = model
    self.serial = serial
    self.drawer = drawer
    emulator = PrinterEmulator(profile)
    emulator.keepsJournal = true
    answersRealTime = profile.status.realTime ?? true
    answersInOrder = profile.status.inOrder ?? true
    answersAutomatic = profile.status.automatic ?? true
    answersProcessID = profile.status.processID ?? true
    reprintsAfterPaperEnd = profile.reprintsAfterPaperEnd
    realTime = RealTimeScanner(profile)
    deviceID = "MFG:EPSON;CMD:ESC/POS;MDL:\(model);CLS:PRINTER;DES:EPSON \(model);"
    lastAutomaticStatus = automaticStatus
  }

  package var paper: Paper { Paper(emulator) }
  /// Bytes in RAM that wait for paper.
  package var waiting: Int { held.count }
  package var isPaperEnd: Bool { faults.contains(.paperEnd) || paperLeft == 0 }
  package var isCoverOpen: Bool { faults.contains(.coverOpen) }
  package var hasError: Bool { !faults.isDisjoint(with: [.cutterError, .overheated, .unrecoverable]) }
  package var isOffline: Bool { isPaperEnd || isCoverOpen || hasError }
  /// Whether it prints nothing now.
  private var isBlocked: Bool { isOffline || clock < busyUntil }

  /// How many of the bytes the printer takes now; 0 when it is halted, off, or its buffer is full.
  package mutating func write(_ bytes: ArraySlice<UInt8>, now: Instant) -> Int {
    clock = max(clock, now)
    guard isPowered, !isHalted, !bytes.isEmpty else { return 0 }
    if faults.remove(.stall) != nil {
      isHalted = true
      return 0
    }
    printHeld()
    let allowed = bytes.prefix(allowance(now))
    var count = 0
    while count < allowed.count, isPowered {
      let room = isBlocked ? Self.receiveBuffer - held.count : 256
      guard room > 0 else { break }
      let part = allowed.dropFirst(count).prefix(min(room, 256))
      count += receive(part)
    }
    taken += count
    if faults.contains(.slow), count > 0 {
      slowUntil = now + .nanoseconds(Int64(count) * 1_000_000_000 / Int64(max(1, slowBytesPerSecond)))
    }
    turnedAway = count < bytes.count && faults.contains(.slow)
    reportChange()
    return count
  }

  /// Time has passed: prints on.
  package mutating func advance(to now: Instant) {
    clock = max(clock, now)
    printHeld()
    reportChange()
  }

  /// What the printer sends, one transfer each.
  package mutating func readReply() -> [UInt8]? {
    replies.isEmpty ? nil : replies.removeFirst()
  }

  /// The host has closed the link: what it did not fetch is gone.
  package mutating func forgetReplies() { replies = [] }

  /// When the host should call `advance` and offer the rest of its bytes again; nil when nothing changes by itself.
  package var nextEvent: Instant? {
    guard !isOffline else { return nil }
    let moving = clock < busyUntil && !held.isEmpty ? busyUntil : nil
    return [turnedAway ? slowUntil : nil, moving].compactMap { $0 }.min()
  }

  /// The host has cleared the halt of the OUT endpoint.
  package mutating func clearHalt() { isHalted = false }

  /// Adds a fault; `powerLoss` switches the printer off, `unplug` is the host side's business.
  package mutating func add(_ fault: DeviceFault) {
    let wasOffline = isOffline
    faults.insert(fault)
    if fault == .powerLoss { powerOff() }
    if fault == .paperEnd { hasRunOut = true }
    reportOffline(wasOffline)
    reportChange()
  }

  /// Everything is well again: paper is in, the cover is closed, the power is on. What was held is printed.
  package mutating func clearFaults() {
    faults = []
    isHalted = false
    turnedAway = false
    slowUntil = nil
    if paperLeft == 0 { paperLeft = nil }
    isPowered = true
    reprint()
    printHeld()
    reportChange()
  }

  /// A new fact about the drawer: somebody has opened or closed it by hand.
  package mutating func setDrawer(open: Bool, pin: Int? = nil) {
    if pin == nil || pin == drawer?.pin { drawer?.isOpen = open }
    if pin != nil, pin == secondDrawer?.pin { secondDrawer?.isOpen = open }
    reportChange()
  }

  package mutating func tearOff() { emulator.tearOff() }

  /// USB SOFT_RESET: forgets what is held, clears halts.
  mutating func softReset() {
    softResets += 1
    isHalted = false
    clearBuffers()
  }

  private mutating func powerOff() {
    isPowered = false
    isHalted = false
    clearBuffers()
    emulator.powerOff()
    realTime = RealTimeScanner(emulator.profile)
    replies = []
    bill = []
    hasRunOut = false
    automaticStatusMask = 0
    offlineResponse = 0
    busyUntil = clock
  }

  mutating func clearBuffers() {
    held = []
    realTime.reset()
    emulator.abandon()
  }

  /// Looks for real-time commands, each when everything before it has been printed as far as it can be.
  private mutating func receive(_ bytes: ArraySlice<UInt8>) -> Int {
    var count = 0
    for byte in bytes {
      count += 1
      if byte == 0x10 { printHeld() }
      if let command = realTime.take(byte) {
        printHeld()
        carryOut(command)
        if command == .clear { continue }
        guard isPowered else { return count }
      }
      held.append(byte)
    }
    printHeld()
    return count
  }

  private mutating func printHeld() {
    guard !isBlocked, !held.isEmpty else { return }
    let bytes = held
    held = []
    var used = 0
    while used < bytes.count {
      let (height, lines) = (emulator.roll.height, emulator.lines.fedLines)
      let count = emulator.run(bytes[used...])
      if reprintsAfterPaperEnd { keep(bytes[used..<used + count]) }
      used += count
      let wasOffline = isOffline
      moved(dots: emulator.roll.height - height, lines: emulator.lines.fedLines - lines)
      for effect in emulator.takeEffects() { carryOut(effect) }
      reportOffline(wasOffline)
      if isBlocked { break }
    }
    held = Array(bytes[used...]) + held
  }

  private mutating func moved(dots: Int, lines: Int) {
    if let left = paperLeft, lines > 0 {
      paperLeft = max(0, left - lines)
      if paperLeft == 0 { hasRunOut = true }
    }
    guard let speed, speed > 0, dots != 0 else { return }
    let perSecond = Int64(speed) * Int64(max(1, emulator.profile.dpi)) * 10
    let time = Duration.nanoseconds(Int64(clamping: abs(dots)) * 254_000_000_000 / max(1, perSecond))
    busyUntil = max(clock, busyUntil) + time
  }

  // MARK: Bills that are printed again

  private mutating func keep(_ bytes: ArraySlice<UInt8>) {
    bill += bytes
    if bill.count > Self.longestBill { bill.removeFirst(bill.count - Self.longestBill) }
  }

  private mutating func reprint() {
    defer { hasRunOut = false }
    guard hasRunOut, reprintsAfterPaperEnd, !bill.isEmpty, emulator.isBetweenCommands else { return }
    emulator.abandon()
    var used = 0
    while used < bill.count {
      used += emulator.run(bill[used...])
      // Drawers, answers and the buzzer are not repeated.
      _ = emulator.takeEffects()
    }
  }

  private mutating func carryOut(_ effect: EmulatorEffect) {
    switch effect {
    case .initialize:
      automaticStatusMask = 0
      offlineResponse = 0
    case .pulse(let pin, let on, _): pulse(pin, on)
    case .beep(let times, _, _): beeps += times
    case .cut: bill = []
    case .paperStatus: if answersInOrder { reply([paperStatus]) }
    case .drawerStatus: if answersInOrder { reply([isSensorHigh ? 1 : 0]) }
    case .automaticStatus(let mask):
      guard answersAutomatic else { return }
      automaticStatusMask = mask
      lastAutomaticStatus = automaticStatus
      if mask != 0 { reply(automaticStatus) }
    case .identity(let what): if answersInOrder { reply(identity(what)) }
    case .processID(let id): if answersProcessID { reply([0x37, 0x22] + id + [0x00]) }
    case .offlineResponse(let kind): if answersProcessID { offlineResponse = kind }
    case .realTime(let function, let isEnabled):
      if function == 1 { realTime.takesPulse = isEnabled } else { realTime.takesPowerOff = isEnabled }
    case .reply(let bytes): reply(bytes)
    }
  }

  private mutating func carryOut(_ command: RealTimeCommand) {
    switch command {
    case .status(let query, _): if answersRealTime { answerStatus(query) }
    case .recover(let how): if how == 2, hasError { clearBuffers() }
    case .pulse(let pin, let on): if !faults.contains(.unrecoverable) { pulse(pin, on) }
    case .powerOff:
      reply([0x3B, 0x30, 0x00])
      let last = replies
      powerOff()
      replies = last
    case .beep(_, let times): beeps += Int(times)
    case .transmit(let what): if answersRealTime { transmit(what) }
    case .clear:
      clearBuffers()
      reply([0x37, 0x25, 0x00])
    case .billStatus(let what): answerBill(what, isCut: bill.isEmpty)
    }
  }

  /// `slow` takes up to 64 bytes, then nothing until their time has passed.
  private func allowance(_ now: Instant) -> Int {
    guard faults.contains(.slow) else { return .max }
    guard let slowUntil, now < slowUntil else { return 64 }
    return 0
  }
}
