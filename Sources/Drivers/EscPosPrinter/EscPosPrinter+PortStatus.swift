import EscPos
import PosModel

/// The status of the USB printer class, for printers that hold their data back.
extension EscPosPrinter {
  /// GET_PORT_STATUS of the USB printer class (1.1, 4.2.2): paper empty, selected, not error.
  private static let portPaperEmpty: UInt8 = 0x20
  private static let portNotError: UInt8 = 0x08

  mutating func askPortStatus(_ purpose: SendPurpose) {
    guard let link else { return }
    let request = ControlRequest(
      requestType: 0xA1, request: 0x01, value: 0, index: UInt16(truncatingIfNeeded: link.interface), length: 1,
      timeout: .seconds(2))
    actions.append(.request(.control(token(purpose), request)))
  }

  mutating func controlled(_ token: LinkToken, _ outcome: ControlOutcome) {
    guard let purpose = sends.removeValue(forKey: token) else { return }
    guard case .data(let bytes) = outcome, let byte = bytes.first else {
      healthyPort = nil
      return
    }
    if purpose == .portAtRest {
      healthyPort = byte
    } else if purpose == .portWhileStuck, let healthyPort, attempt?.phase == .content {
      // Many clones answer a constant: only a bit that has changed says something.
      let changed = byte ^ healthyPort
      if changed & byte & Self.portPaperEmpty != 0 {
        status.paper = .end
        status.source = .portStatus
        announce()
        progress(blocked: status.blockage)
      } else if changed & healthyPort & Self.portNotError != 0 {
        progress(
          blocked: PosError(
            .failure, "the printer reports an error", remedy: "look at its paper, its cover and its panel")
        )
      }
    }
  }
}
