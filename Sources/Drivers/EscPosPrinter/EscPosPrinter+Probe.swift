import EscPos
import PosModel

/// A printer at rest, asked one thing after the other what it can answer.
struct AbilityProbe: Hashable, Sendable {
  /// The safe ones first; a printer that does not know the last two prints part of them as text.
  enum Step: Int, CaseIterable, Hashable, Sendable {
    case printer, offlineCause, errorCause, paper, inOrder, automatic, model, maker, fontLanguage, processID, clearing
  }

  static let token = Array("PosD".utf8)

  let command: CommandID
  var step = Step.printer
  var realTimeAnswers = 0
  var found = ProbedAbilities()

  var question: [UInt8] {
    switch step {
    case .printer, .offlineCause, .errorCause, .paper: [0x10, 0x04, UInt8(truncatingIfNeeded: step.rawValue) + 1]
    case .inOrder: Command.paperStatusInOrder
    case .automatic: Command.enableAutomaticStatus
    case .model: [0x1D, 0x49, 67]
    case .maker: [0x1D, 0x49, 66]
    case .fontLanguage: [0x1D, 0x49, 69]
    case .processID: ProcessToken.request(Self.token)
    case .clearing: EscPosPrinter.clearBuffer
    }
  }

  var patience: Duration {
    switch step {
    case .processID, .clearing: .seconds(2)
    default: .milliseconds(700)
    }
  }

  /// Whether the reply is the answer to the present step; it is noted then.
  mutating func take(_ reply: StatusReply) -> Bool {
    switch (step, reply) {
    case (.printer, .realTime), (.offlineCause, .realTime), (.errorCause, .realTime), (.paper, .realTime):
      realTimeAnswers += 1
    case (.inOrder, .byte): found.inOrder = true
    case (.automatic, .automatic): found.automatic = true
    case (.model, .block(header: 0x5F, data: let text)): found.model = Self.text(text)
    case (.maker, .block(header: 0x5F, data: let text)): found.maker = Self.text(text)
    case (.fontLanguage, .block(header: 0x5F, data: let text)): found.fontLanguage = Self.text(text)
    case (.processID, .block(header: 0x37, data: [0x22] + Self.token)): found.processID = true
    case (.clearing, .block(header: 0x37, data: [0x25])): found.clearsBuffer = true
    default: return false
    }
    return true
  }

  /// What was not answered is denied.
  var abilities: ProbedAbilities {
    var found = found
    found.realTime = realTimeAnswers == 4
    found.inOrder = found.inOrder ?? false
    found.automatic = found.automatic ?? false
    found.processID = found.processID ?? false
    found.clearsBuffer = found.clearsBuffer ?? false
    return found
  }

  /// Printable ASCII, at most 80 characters (GS I 65 and up).
  private static func text(_ bytes: [UInt8]) -> String {
    String(decoding: bytes.prefix(80).filter { (0x20...0x7E).contains($0) }, as: UTF8.self)
  }
}

extension EscPosPrinter {
  mutating func probe(_ id: CommandID) {
    guard let link else { return reply(id, .failure(Self.notConnected)) }
    guard link.canReceive else {
      return reply(id, .failure(PosError(.unsupported, "nothing can come back from this printer: it is not asked")))
    }
    guard attempt == nil, direct == nil, kick == nil, run == nil, probing == nil else {
      return reply(id, .failure(Self.isPrinting))
    }
    if let blockage = status.blockage { return reply(id, .failure(blockage)) }
    loseSync()
    probing = AbilityProbe(command: id)
    askProbe()
  }

  private mutating func askProbe() {
    guard let probing else { return }
    send(.query, probing.question)
    actions.append(.setTimer(PrinterTimer.probe, now + probing.patience))
  }

  /// Whether the reply belongs to the probe.
  mutating func probeReceived(_ reply: StatusReply) -> Bool {
    guard probing?.take(reply) == true else { return false }
    spoke()
    nextProbe()
    return true
  }

  mutating func probeTimedOut() {
    decoder.reset()
    nextProbe()
  }

  private mutating func nextProbe() {
    guard var probing else { return }
    if let next = AbilityProbe.Step(rawValue: probing.step.rawValue + 1) {
      probing.step = next
      self.probing = probing
      return askProbe()
    }
    self.probing = nil
    actions.append(.cancelTimer(PrinterTimer.probe))
    learn(probing.abilities)
    reply(probing.command, .success(.abilities(probing.abilities)))
  }

  private mutating func learn(_ abilities: ProbedAbilities) {
    fence = abilities.inOrder == true ? .answers : .silent
    confirmation = abilities.processID == true ? .answers : .denied
    actions.append(.capability("processID", .flag(abilities.processID == true)))
    // The questions may have left something in the line: as after power-on.
    let automatic = abilities.automatic == true && wantsAutomaticStatus
    send(.automatic, Command.initialize + (automatic ? Command.enableAutomaticStatus : []))
    questionsInVain = 0
    startSync()
    watchAtRest()
  }
}
