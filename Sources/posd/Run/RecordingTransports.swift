import Glibc
import Logging
import PosModel
import Reactor
import Transports

/// Makes transports that record their traffic, a file for each in one folder.
@ReactorActor
final class RecordingTransports: TransportProvider {
  private let base: any TransportProvider
  private let folder: String
  private let log: Logger
  private var count = 0

  /// Throws when the folder cannot be made or written to.
  init(recording base: any TransportProvider, in folder: String, log: Logger) throws(PosError) {
    self.base = base
    self.folder = folder
    self.log = log
    mkdir(folder, 0o700)
    if access(folder, W_OK | X_OK) != 0 {
      throw PosError(.failure, "cannot record in \(folder)", remedy: "make it a folder of posd's user")
    }
  }

  func findKeyboards(_ found: @escaping @Sendable @ReactorActor ([KeyboardNode]) -> Void) {
    base.findKeyboards(found)
  }

  func makeTransport(to address: TransportAddress, options: TransportOptions) throws(PosError) -> any Transport {
    let transport = RecordingTransport(try base.makeTransport(to: address, options: options))
    count += 1
    let path = "\(folder)/\(getpid())-\(count)-\(transport.description.kind.rawValue).posdrec"
    do throws(PosError) {
      let file = try RecordingFile(path: path)
      // The codes of the simulated till are nobody's.
      let mask = transport.description.kind == .simulated ? .unmasked : Self.mask(address)
      transport.startRecording(mask) { text in file.write(text) }
      log.notice("recording", metadata: ["file": "\(path)"])
    } catch {
      // The till goes on; only its recording is missing.
      log.error("a link is not recorded", metadata: ["error": "\(error)"])
    }
    return transport
  }

  /// Scans can be payment codes, so their letters and digits are masked; a printer's answers hold no secret.
  private static func mask(_ address: TransportAddress) -> RecordingMask {
    switch address {
    case .tcp: return .answers
    case .serial, .simulated: return .text
    case .evdev: return .keyboard
    case .hidraw: return .posReport
    case .usb(let device, let number):
      guard let interface = device.interfaces.first(where: { $0.number == number }) else { return .text }
      switch (interface.classCode, interface.protocol) {
      case (3, 1): return .keyboard
      case (3, _): return .posReport
      case (7, _), (0xFF, _): return .answers
      default: return .text
      }
    }
  }
}
