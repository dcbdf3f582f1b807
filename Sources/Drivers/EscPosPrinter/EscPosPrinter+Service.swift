import EscPos
import PosModel

/// Bytes sent for an administrator, and what came back.
struct DirectIO: Hashable, Sendable {
  var command: CommandID
  var received: [UInt8] = []
}

/// Checks, raw access and the way out of a mechanical error.
extension EscPosPrinter {
  mutating func check(_ id: CommandID, external: Bool) {
    guard !external else {
      reply(
        id,
        .failure(
          PosError(
            .unsupported, "the external check of a printer is its test page, which is a print job",
            remedy: "call printer.test, or run posd printer test")))
      return
    }
    ask(.report(id, .health), StatusQuery.usual)
  }

  mutating func directIO(_ id: CommandID, _ bytes: [UInt8]) {
    guard link != nil else { return reply(id, .failure(Self.notConnected)) }
    guard attempt == nil, direct == nil, probing == nil else { return reply(id, .failure(Self.isPrinting)) }
    loseSync()
    direct = DirectIO(command: id)
    send(.direct, bytes, stallTimeout: .seconds(5))
    actions.append(.setTimer(PrinterTimer.direct, now + .milliseconds(500)))
  }

  mutating func finishDirectIO() {
    guard let direct else { return }
    self.direct = nil
    actions.append(.cancelTimer(PrinterTimer.direct))
    reply(direct.command, .success(.data(direct.received)))
    watchAtRest()
  }

  /// DLE ENQ 1 prints on from the line where the error came, DLE ENQ 2 drops what waits (Epson ESC/POS).
  mutating func recoverPrinter(_ id: CommandID, clear: Bool) {
    guard link != nil else { return reply(id, .failure(Self.notConnected)) }
    guard isBetweenCommands else { return reply(id, .failure(Self.isPrinting)) }
    send(.query, [0x10, 0x05, clear ? 0x02 : 0x01])
    if clear, let attempt, attempt.sent > 0 {
      endEarly(PosError(.failure, "the printer was told to drop what it had not printed", remedy: "look at the paper"))
    }
    reply(id, .success(.done))
  }

  static let isPrinting = PosError(.busy, "the printer is printing", remedy: "try again when the job has ended")
}
