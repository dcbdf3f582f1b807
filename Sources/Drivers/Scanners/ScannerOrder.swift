import PosModel

/// One command for a scanner in its own language, and who waits for what comes of it.
struct ScannerOrder: Sendable {
  /// What the client is told when the scanner has done it.
  enum Answer: Sendable {
    case done
    /// The counters of a scanner in this mode.
    case health(String)
    /// What the scanner answered.
    case data
  }

  var bytes: [UInt8]
  /// nil: the driver's own order; nobody waits for it.
  var client: CommandID?
  var answer = Answer.done
  /// A refusal is no failure, because the driver itself does what was asked: scans are dropped while reading is off.
  var mayFail = false
  /// It is done when it has left: the scanner does not answer.
  var isSilent = false

  func succeed(_ data: [UInt8] = [], _ reporter: ScanReporter, _ actions: inout [DriverAction]) {
    guard let client else { return }
    let result: Result<DriverReply, PosError> =
      switch answer {
      case .done: .success(.done)
      case .health(let mode): reporter.health(mode)
      case .data: .success(.data(data))
      }
    actions.append(.reply(client, result))
  }

  /// What has come of it: the data that the scanner answered, or why not.
  func end(
    _ result: Result<[UInt8], PosError>, _ reporter: ScanReporter, _ actions: inout [DriverAction]
  ) {
    switch result {
    case .success(let data): succeed(data, reporter, &actions)
    case .failure(let error): fail(error, &actions)
    }
  }

  func fail(_ error: PosError, _ actions: inout [DriverAction]) {
    guard let client else { return }
    actions.append(.reply(client, mayFail ? .success(.done) : .failure(error)))
  }

  static let refused = PosError(
    .failure, "the scanner did not take the command", remedy: "check its cable, or plug it out and in")
  static let unanswered = PosError(
    .timeout, "the scanner did not answer the command", remedy: "see in its manual whether it knows the command")
  static let switchedOff = PosError(
    .disabled, "the scanner is switched off", remedy: "switch it on first: scanner.enable")
  static let tooMany = PosError(.busy, "the scanner has not taken the commands before")
}
