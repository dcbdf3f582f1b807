import PosModel
import Reactor

extension Unit {
  /// Asks the driver; `done` is called exactly once, at the latest when the deadline of the command has passed.
  func perform(
    _ command: DriverCommand, on device: DeviceDescription,
    _ done: @escaping @ReactorActor (Result<DriverReply, PosError>) -> Void
  ) {
    if let classes = command.classes, !classes.contains(device.class) {
      return done(
        .failure(
          PosError(.illegal, "\(device.name ?? device.id) is a \(device.class.rawValue): it cannot \(command.words)")))
    }
    guard phase == .open || phase == .recovering else { return done(.failure(unusable(device))) }
    guard pending.count < Self.commandLimit else {
      return done(
        .failure(PosError(.busy, "too many requests wait for the device", remedy: "try again", device: device.id)))
    }
    lastCommand += 1
    let id = CommandID(lastCommand)
    let command = plan.drawer(device.id).map { command.aimed(at: $0) } ?? command
    pending[id] = Pending(command: command, device: device.id, done: done)
    setDeadline(of: id)
    feed(.command(id, command), at: Reactor.now)
  }

  func reply(_ id: CommandID, _ result: Result<DriverReply, PosError>) {
    guard let pending = pending.removeValue(forKey: id) else { return }
    pending.deadline?.cancel()
    pending.done(result.mapError { addressed($0, pending.device) })
  }

  func failPending(_ error: PosError) {
    for id in pending.keys.sorted(by: { $0.number < $1.number }) { reply(id, .failure(error)) }
  }

  /// News of a job: its print has time again, and all the time while the printer is blocked for a known reason.
  func printHasMoved(_ job: String, blocked: Bool) {
    for (id, entry) in pending {
      guard case .print(let work) = entry.command, work.job == job else { continue }
      pending[id]?.deadline?.cancel()
      pending[id]?.deadline = nil
      if !blocked { setDeadline(of: id) }
    }
  }

  private func setDeadline(of id: CommandID) {
    guard let command = pending[id]?.command else { return }
    pending[id]?.deadline = Reactor.shared.schedule(after: command.deadline) { [weak self] in
      self?.isLate(id, command)
    }
  }

  private func isLate(_ id: CommandID, _ command: DriverCommand) {
    count("timeouts")
    reply(id, .failure(PosError(.timeout, "the device has not answered in time", remedy: "check cable and power")))
    if case .print(let work) = command {
      lastCommand += 1
      feed(.command(CommandID(lastCommand), .cancelPrint(job: work.job)), at: Reactor.now)
    }
  }

  /// Why the device takes no request now.
  private func unusable(_ device: DeviceDescription) -> PosError {
    if let lastError { return addressed(lastError, device.id) }
    switch device.state {
    case .absent:
      return PosError(
        .noHardware, "\(device.name ?? device.id) is not there", remedy: "plug it in and switch it on",
        device: device.id)
    default:
      return PosError(.offline, "\(device.name ?? device.id) is being opened", remedy: "try again", device: device.id)
    }
  }

  private func addressed(_ error: PosError, _ device: String) -> PosError {
    var error = error
    error.device = error.device ?? device
    return error
  }
}

extension DriverCommand {
  /// The same for one of a printer's drawers.
  fileprivate func aimed(at drawer: DrawerPlan) -> DriverCommand {
    switch self {
    case .openDrawer(nil): .openDrawer(drawer.pulse)
    case .drawerStatus: .drawerStatus(pin: drawer.pulse.pin)
    default: self
    }
  }
}
