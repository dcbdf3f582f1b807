import EscPos
import PosModel

/// What comes back.
extension EscPosPrinter {
  mutating func received(_ bytes: [UInt8]) {
    if let received = direct?.received.count, received < 4096 {
      direct?.received.append(contentsOf: bytes.prefix(4096 - received))
    }
    sawLife()
    for reply in decoder.decode(bytes) { received(reply) }
  }

  private mutating func received(_ reply: StatusReply) {
    if probing != nil, probeReceived(reply) { return }
    switch reply {
    case .realTime(let byte): answered(byte)
    case .automatic(let automatic): changed(automatic)
    case .byte: passedFence()
    case .block(header: 0x37, data: let data): received(block: data)
    case .block(header: 0x3B, data: _): switchedOff()
    case .block: spoke()
    case .flow(let goes): flow(goes)
    case .garbage(let count): actions.append(.count("garbageBytes", count))
    }
  }

  /// Header 37: what a function of GS ( H or DLE DC4 sends back; the next byte says which.
  private mutating func received(block data: [UInt8]) {
    spoke()
    switch data.first {
    case 0x22: confirmed(Array(data.dropFirst()))
    case 0x25 where data.count == 1: cleared()
    default: break
    }
  }

  mutating func spoke() {
    silences = 0
    hasAnswered = true
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
    spoke()
    if run?.inOrder == .asked {
      passedFirst()
    } else {
      inOrderAnswered()
    }
  }

  /// `3B 30 00`: the printer has carried out its power-off sequence and is deaf until it is switched on again.
  private mutating func switchedOff() {
    spoke()
    status = PrinterStatus(online: false)
    announce()
    actions.append(.log(.warning, "the printer has switched itself off"))
  }

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
