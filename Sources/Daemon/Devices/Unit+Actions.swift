import Drivers
import Logging
import PosModel
import Reactor
import Transports

extension Unit {
  /// Gives one input to the driver and does what it asks for; inputs that this causes wait for their turn.
  func feed(_ input: DriverInput, at time: Instant) {
    inputs.append((input, time))
    guard !isHandling else { return }
    isHandling = true
    defer { isHandling = false }
    while !inputs.isEmpty {
      let next = inputs.removeFirst()
      guard let actions = driver?.handle(next.input, now: next.at) else { continue }
      for action in actions { carryOut(action, at: next.at) }
    }
    publish()
  }

  private func carryOut(_ action: DriverAction, at time: Instant) {
    switch action {
    case .request(let request): link?.perform(request)
    case .setTimer(let timer, let deadline): set(timer, deadline)
    case .cancelTimer(let timer): timers.removeValue(forKey: timer)?.cancel()
    case .emit(let event): emit(event, at: time)
    case .reply(let id, let result): reply(id, result)
    case .ready:
      if phase == .open || phase == .recovering { show(.ready, nil) }
    case .fault(let error):
      if phase == .open || phase == .recovering {
        if devices.first?.state != .faulted { count("faults") }
        show(.faulted, error)
      }
    case .recover(let why): recover(why)
    case .healthy: ladder.healthy()
    case .count(let counter, let increment): count(counter, increment)
    case .capability(let name, let value): learn(name, value)
    case .log(let level, let text): log.log(level: Logger.Level(level), "\(text)")
    }
  }

  private func set(_ timer: DriverTimer, _ deadline: Instant) {
    timers[timer]?.cancel()
    timers[timer] = Reactor.shared.schedule(at: deadline) { [weak self] in
      self?.timers[timer] = nil
      self?.feed(.timer(timer), at: Reactor.now)
    }
  }

  private func emit(_ event: DeviceEvent, at time: Instant) {
    switch event {
    case .printProgress(let job, _, _, let blocked): printHasMoved(job, blocked: blocked != nil)
    case .printReady(let job): printHasMoved(job, blocked: false)
    default: break
    }
    let concerned: [DeviceDescription] =
      switch event {
      case .scan, .scanLost: devices.filter { $0.class == .scanner }
      case .printerStatus, .printReady, .printProgress: devices.filter { $0.class == .posPrinter }
      case .drawer(_, _, let pins): drawers(pins)
      }
    guard !concerned.isEmpty else { return }
    publish()
    for device in concerned { manager?.observer?.device(device, did: event, at: time) }
  }

  /// The drawers at these connectors; nil stands for all.
  private func drawers(_ pins: Set<Int>?) -> [DeviceDescription] {
    devices.filter { device in
      guard device.class == .cashDrawer else { return false }
      guard let pins, let drawer = plan.drawer(device.id) else { return true }
      return pins.contains(drawer.pulse.pin)
    }
  }

  /// A capability belongs to the devices whose word it begins with (`drawerSensor`), else to the first one.
  private func learn(_ name: String, _ value: Capability) {
    let named = devices.indices.filter { name.hasPrefix(devices[$0].class.idPrefix) }
    for index in named.isEmpty ? Array(devices.indices.prefix(1)) : named { devices[index].capabilities[name] = value }
  }
}

extension Logger.Level {
  init(_ level: LogLevel) {
    switch level {
    case .debug: self = .debug
    case .info: self = .info
    case .notice: self = .notice
    case .warning: self = .warning
    case .error: self = .error
    }
  }
}
