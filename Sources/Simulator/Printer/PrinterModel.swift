import PosModel

/// An ESC/POS receipt printer: takes bytes, leaves paper, answers status, fails to order.
///
/// The host's side offers bytes with `write` and fetches answers with `readReply`; it offers the rest again at
/// `nextEvent` and after every change that was ordered here.
package struct PrinterModel: Hashable, Sendable {
  /// Faults add up until they are cleared.
  package private(set) var faults: Set<DeviceFault> = []
  /// The OUT endpoint is halted; the host must clear it.
  package private(set) var isHalted = false
  package private(set) var isPowered = true
  package var drawer: DrawerModel?
  /// The lines that the roll still holds; nil for a roll without an end. At 0 the paper has ended.
  package var paperLeft: Int?
  /// What `slow` lets through.
  package var slowBytesPerSecond = 960
  /// IEEE 1284 device id, without its length; nil is answered by a STALL.
  package var deviceID: String?
  package var maker = "EPSON"
  package var model: String
  package var serial: String?
  /// Whether it knows GS ( H 48; cheap printers do not.
  package var answersProcessID = true
  /// All bytes that it ever took.
  package private(set) var taken = 0
  package private(set) var softResets = 0

  /// How much it takes while it cannot print.
  package static let receiveBuffer = 4096
  static let longestReplies = 256

  var interpreter = EscPosInterpreter()
  /// Taken and not printed yet.
  private var held: [UInt8] = []
  private var realTime = RealTimeScanner()
  var replies: [[UInt8]] = []
  var automaticStatusMask: UInt8 = 0
  var lastAutomaticStatus: [UInt8] = []
  var noise: UInt64 = 0x9E37_79B9_7F4A_7C15
  /// `slow`: when the next byte may come, and whether the host was turned away because of it.
  private var slowUntil: Instant?
  private var turnedAway = false

  package init(model: String = "TM-T20II", serial: String? = nil, drawer: DrawerModel? = nil) {
    self.model = model
    self.serial = serial
    self.drawer = drawer
    deviceID = "MFG:EPSON;CMD:ESC/POS;MDL:\(model);CLS:PRINTER;DES:EPSON \(model);"
    lastAutomaticStatus = automaticStatus
  }

  package var paper: Paper { interpreter.paper }
  /// Bytes in RAM that wait for paper.
  package var waiting: Int { held.count }
  package var isPaperEnd: Bool { faults.contains(.paperEnd) || paperLeft == 0 }
  package var isCoverOpen: Bool { faults.contains(.coverOpen) }
  package var isOffline: Bool { isPaperEnd || isCoverOpen }

  /// How many of the bytes the printer takes now; 0 when it is halted, off, or its buffer is full.
  package mutating func write(_ bytes: ArraySlice<UInt8>, now: Instant) -> Int {
    guard isPowered, !isHalted, !bytes.isEmpty else { return 0 }
    if faults.remove(.stall) != nil {
      isHalted = true
      return 0
    }
    let allowed = min(bytes.count, allowance(now))
    var count = 0
    for byte in bytes.prefix(allowed) {
      if isOffline, held.count >= Self.receiveBuffer { break }
      count += 1
      receive(byte)
    }
    taken += count
    if faults.contains(.slow), count > 0 {
      slowUntil = now + .nanoseconds(Int64(count) * 1_000_000_000 / Int64(max(1, slowBytesPerSecond)))
    }
    turnedAway = count < bytes.count && faults.contains(.slow)
    reportChange()
    return count
  }

  /// What the printer sends, one transfer each.
  package mutating func readReply() -> [UInt8]? {
    replies.isEmpty ? nil : replies.removeFirst()
  }

  /// The host has closed the link: what it did not fetch is gone.
  package mutating func forgetReplies() { replies = [] }

  /// When the host should offer the rest of its bytes again; nil when nothing changes by itself.
  package var nextEvent: Instant? { turnedAway && !isOffline ? slowUntil : nil }

  /// The host has cleared the halt of the OUT endpoint.
  package mutating func clearHalt() { isHalted = false }

  /// Adds a fault; `powerLoss` switches the printer off, `unplug` is the host side's business.
  package mutating func add(_ fault: DeviceFault) {
    faults.insert(fault)
    if fault == .powerLoss { powerOff() }
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
    printHeld()
    reportChange()
  }

  /// A new fact about the drawer: somebody has opened or closed it by hand.
  package mutating func setDrawer(open: Bool) {
    drawer?.isOpen = open
    reportChange()
  }

  package mutating func tearOff() { interpreter.paper.clear() }

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
    interpreter.powerOff()
    replies = []
    automaticStatusMask = 0
  }

  private mutating func clearBuffers() {
    held = []
    realTime = RealTimeScanner()
    interpreter.abandon()
  }

  private mutating func receive(_ byte: UInt8) {
    switch realTime.take(byte) {
    case .status(let query): answerStatus(query)
    case .pulse(let pin): drawer?.pulse(pin: pin)
    case .clear:
      clearBuffers()
      reply([0x37, 0x25, 0x00])
      return
    case nil: break
    }
    held.append(byte)
    printHeld()
  }

  private mutating func printHeld() {
    guard !isOffline, !held.isEmpty else { return }
    let bytes = held
    held = []
    for (index, byte) in bytes.enumerated() {
      let lines = interpreter.paper.fedLines
      if let effect = interpreter.take(byte) { carryOut(effect) }
      if let left = paperLeft { paperLeft = max(0, left - (interpreter.paper.fedLines - lines)) }
      if isOffline {
        held = Array(bytes[(index + 1)...])
        return
      }
    }
  }

  private mutating func carryOut(_ effect: EscPosInterpreter.Effect) {
    switch effect {
    case .initialize: automaticStatusMask = 0
    case .pulse(let pin): drawer?.pulse(pin: pin)
    case .paperStatus: reply([paperStatus])
    case .drawerStatus: reply([isSensorHigh ? 1 : 0])
    case .automaticStatus(let mask):
      automaticStatusMask = mask
      lastAutomaticStatus = automaticStatus
      if mask != 0 { reply(automaticStatus) }
    case .identity(let what): reply(identity(what))
    case .processID(let id) where answersProcessID: reply([0x37, 0x22] + id + [0x00])
    case .processID: break
    }
  }

  /// `slow` takes up to 64 bytes, then nothing until their time has passed.
  private func allowance(_ now: Instant) -> Int {
    guard faults.contains(.slow) else { return .max }
    guard let slowUntil, now < slowUntil else { return 64 }
    return 0
  }
}
