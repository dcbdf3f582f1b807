import Logging
import PosModel
import Reactor
import Transports

extension Unit {
  /// Takes the next step of the ladder against a link that misbehaves.
  func recover(_ why: String) {
    guard phase == .open else { return }
    let step = ladder.trouble(now: Reactor.now)
    log.notice("recovering the link", metadata: ["step": "\(step.rawValue)", "why": "\(why)"])
    switch step {
    case .clearHalt:
      count("clearHalts")
      take(.clearHalt, why)
    case .reopen:
      count("reopens")
      showTrouble(why)
      close(then: .open)
    case .reset:
      count("resets")
      showTrouble(why)
      take(.reset, why)
    case .faulted:
      count("faults")
      close(then: .waitLong)
      show(
        .faulted,
        PosError(
          .failure, "the link keeps failing: \(why)",
          remedy: "check cable and power, then unplug the device and plug it in again"))
    }
  }

  private func take(_ step: RecoveryStep, _ why: String) {
    phase = .recovering
    guardPhase(Self.recoveryLimit) { [weak self] in
      guard let self, self.phase == .recovering else { return }
      self.phase = .open
      self.recover(why)
    }
    link?.recover(step)
  }

  private func showTrouble(_ why: String) {
    show(.opening, PosError(.busy, "the link is being recovered: \(why)", remedy: "wait a few seconds"))
  }
}
