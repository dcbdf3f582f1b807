import EscPos
import PosModel
import PosProtocol
import PrintSpool
import Reactor

extension Call {
  /// Throws `failure` where nothing that was learned can be kept.
  var learned: LearnedStore {
    get throws(PosError) {
      if let store = daemon.learned { return store }
      throw PosError(
        .failure, "what is learned of printers cannot be kept", remedy: "see the log of posd, and its state directory")
    }
  }

  /// The profile that is in force for a printer.
  func profile(of device: DeviceDescription) -> PrinterProfile { daemon.devices.profile(of: device.id) ?? .generic }

  /// Puts posd's own content on paper, as any other job.
  func accept(_ content: NewJob.Content, on device: DeviceDescription, title: String) async throws(PosError) -> PrintJob
  {
    try await printing.accept(
      NewJob(printer: device.id, label: device.name, content: content, owner: session.peer.uid, title: title))
  }
}
