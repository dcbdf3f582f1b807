import PosModel
import PosProtocol
import Reactor

/// What happens to devices becomes the events of the protocol.
extension Daemon: DeviceObserver {
  package func deviceAdded(_ description: DeviceDescription) {
    emit(DeviceAdded(description), of: description)
    printing?.deviceChanged(description)
    kitchen?.deviceChanged(description)
  }

  package func deviceRemoved(_ description: DeviceDescription) {
    claims.deviceRemoved(description.id)
    emit(DeviceRemoved(description), of: description)
    var gone = description
    gone.state = .absent
    printing?.deviceChanged(gone)
    kitchen?.deviceChanged(description)
  }

  package func deviceChanged(_ description: DeviceDescription) {
    if description.class == .cashDrawer, description.state != .ready { drawers.gone(unit: description.unit) }
    if description.state == .absent {
      claims.deviceLeft(description.id)
    } else {
      claims.deviceReturned(description.id)
    }
    emit(DeviceChanged(description), of: description)
    printing?.deviceChanged(description)
    kitchen?.deviceChanged(description)
  }

  package func device(_ description: DeviceDescription, did event: DeviceEvent, at: Instant) {
    switch event {
    case .scan(let code):
      if identification?.scanned(code, by: description) == true { return }
      emit(ScannerData(code, rules: settings.scanRules), of: description, at: at)
    case .scanLost(let loss): emit(ScannerLost(reason: loss), of: description, at: at)
    case .printerStatus(let status):
      emit(PrinterStatusEvent(status), of: description, at: at)
      printing?.statusChanged(of: description, status)
      kitchen?.deviceChanged(description)
    case .drawer(let open, let cause, let pins):
      let isShared = (pins?.count ?? 0) > 1
      emit(DrawerStatusEvent(open: open, cause: cause, shared: isShared ? true : nil), of: description, at: at)
      drawers.moved(unit: description.unit, open: open)
    case .printReady(let job): printing?.isReady(description, job: job)
    case .printProgress(let job, let sent, let total, let blocked):
      printing?.progress(of: description, job: job, PrintProgress(sent: sent, total: total), blocked: blocked)
    }
  }

  /// The printer of a job for its events, of which only id, name and class count: also where the configuration has lost it,
  /// for clients that wait for the job learn why.
  func printer(of job: PrintJob, id: String) -> DeviceDescription {
    devices.descriptions.first { $0.id == id }
      ?? DeviceDescription(
        id: id, name: job.printer == id ? nil : job.printer, class: .posPrinter, driver: "", unit: id, vendor: nil,
        model: nil, serial: nil, transport: TransportDescription(kind: .tcp), state: .absent)
  }

  /// Sends an event of a device to all who want it.
  package func emit(_ body: some Event, of device: DeviceDescription, at: Instant = Reactor.now) {
    counters.events += 1
    events.emit(body, of: device, at: at)
  }
}
