import EscPos
import PosModel

/// What comes back.
extension EscPosPrinter {
  mutating func received(_ bytes: [UInt8]) {
    if let received = direct?.received.count, received < 4096 {
      direct?.received.append(contentsOf: bytes.prefix(4096 - received))
    }
    sawLife()
    let replies = decoder.decode(bytes)
    if isEcho(bytes) || replies.contains(where: isNoise) { noiseAt = now }
    for reply in replies { received(reply) }
  }

  private mutating func received(_ reply: StatusReply) {
    if probing != nil, probeReceived(reply) { return }
    switch reply {
    case .realTime where isNoisy: actions.append(.count("garbageBytes", 1))
    case .automatic where isNoisy:
      actions.append(.count("garbageBytes", 4))
      askForAllAgain()
    case .byte where isNoisy && !isAskedByOthers: actions.append(.count("garbageBytes", 1))
    case .realTime(let byte): answered(byte)
    case .automatic(let automatic): changed(automatic)
    case .byte: passedFence()
    case .block(header: 0x37, data: let data): received(block: data)
    case .block(header: 0x3B, data: [0x30]): switchedOff()
    case .block: break
    case .flow(let goes): flow(goes)
    case .garbage(let count): actions.append(.count("garbageBytes", count))
    }
  }

  /// Header 37: what a function of GS ( H or DLE DC4 sends back; the next byte says which.
  private mutating func received(block data: [UInt8]) {
    switch (data.first, data.count) {
    case (0x22, 5):
      spoke()
      confirmed(Array(data.dropFirst()))
    case (0x25, 1):
      spoke()
      cleared()
    default: break
    }
  }

  /// The printer's own word has come: the answer to an open question, or what only a printer says. Any other byte is none,
  /// for bridges and network cards have their own things to say.
  mutating func spoke() {
    silences = 0
    hasAnswered = true
    isSwitchedOff = false
  }

  // MARK: Noise

  /// What comes so soon after noise is part of it.
  private static let noiseTime = Duration.milliseconds(50)

  private var isNoisy: Bool { isNoisy(within: Self.noiseTime) }

  private func isNoisy(within time: Duration) -> Bool { noiseAt.map { now - $0 < time } ?? false }

  /// A change that stood in noise may have been one: the printer tells all that it knows once more, at most once a second.
  private mutating func askForAllAgain() {
    guard sendsAutomaticStatus, askedAgainAt.map({ now - $0 >= Self.quietTime }) ?? true else { return }
    askedAgainAt = now
    askForAll()
  }

  /// No reply of a printer, unless it was asked in the content.
  private func isNoise(_ reply: StatusReply) -> Bool {
    switch reply {
    case .garbage: true
    case .byte(let byte): !isAskedByOthers && !isPaperStatus(byte)
    case .realTime, .automatic, .block, .flow: false
    }
  }

  /// Somebody has asked what posd does not know the answers of.
  private var isAskedByOthers: Bool { probing != nil || direct != nil || attempt?.cursor.asks == true }

  /// The answer to GS r 1: near end in bits 0 and 1, end in 2 and 3, each pair alike. It may be that of an older question; bits
  /// 5 and 6 are reserved, and believed only while one is open.
  private func isPaperStatus(_ byte: UInt8) -> Bool {
    let isAsked = run?.inOrder == .asked || sync.isAsked
    return [0x00, 0x03, 0x0C, 0x0F].contains(isAsked ? byte & 0x0F : byte)
  }

  /// What was sent comes back: nobody is there, or a line that sees itself. No answer looks like its question.
  private func isEcho(_ bytes: [UInt8]) -> Bool {
    lastShort.count > 1 && bytes.suffix(lastShort.count).elementsEqual(lastShort)
  }

  private mutating func changed(_ automatic: AutomaticStatus) {
    spoke()
    if !sendsAutomaticStatus { actions.append(.capability("status", .word("automatic"))) }
    sendsAutomaticStatus = true
    status.apply(automatic)
    sawDrawer(high: automatic.drawerLevelHigh)
    isHeardAgain()
    // In the middle of a run the answers still to come complete the picture.
    if run == nil || isAskedForLife { announce() }
    blockageChanged()
    startSync()
  }

  private mutating func passedFence() {
    if run?.inOrder == .asked {
      if !isNoisy { spoke() }
      passedFirst()
    } else {
      inOrderAnswered()
    }
  }

  /// `3B 30 00`: the printer has carried out its power-off sequence and is deaf until it is switched on again.
  ///
  /// In noise three bytes can be anything, and what was said already is not said again.
  private mutating func switchedOff() {
    guard !isSwitchedOff, !isNoisy(within: Self.quietTime) else { return }
    spoke()
    isSwitchedOff = true
    status = PrinterStatus(online: false)
    announce()
    actions.append(.log(.warning, "the printer has switched itself off"))
  }

  private static let quietTime = Duration.seconds(1)

  /// XON and XOFF mean something on a serial line only.
  private mutating func flow(_ goes: Bool) {
    guard settings.link == .serial else { return }
    isStopped = !goes
    if goes { sendNext() }
  }

  mutating func announce() {
    guard status != announced else { return }
    announced = status
    actions.append(.emit(.printerStatus(status)))
  }
}
