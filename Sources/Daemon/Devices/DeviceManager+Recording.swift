import Drivers
import Logging
import PosModel
import Reactor
import Transports

extension DeviceManager {
  /// A unit that is plugged in and out all day does not fill the disk.
  private static let recordingsPerUnit = 8

  func makeTransport(to address: TransportAddress, _ plan: UnitPlan) throws(PosError) -> any Transport {
    let transport = try transports.makeTransport(to: address, options: plan.options)
    guard let directory = configuration.recordDirectory else { return transport }
    let count = recordings[plan.unit, default: 0]
    guard count < Self.recordingsPerUnit else { return transport }
    recordings[plan.unit] = count + 1
    let second = Reactor.now.nanoseconds / 1_000_000_000
    let path = "\(directory)/\(plan.id(of: plan.classes.first ?? .scanner))-\(second)-\(count + 1).posdrec"
    do throws(PosError) {
      let file = try RecordingFile(path: path)
      let recording = RecordingTransport(transport)
      recording.startRecording(Self.mask(plan)) { file.write($0) }
      return recording
    } catch {
      // A device is of more use than its recording.
      log.error("not recorded", metadata: ["unit": "\(plan.unit)", "cause": "\(error)"])
      return transport
    }
  }

  /// Scans, swipes and cards are never recorded as they are.
  nonisolated static func mask(_ plan: UnitPlan) -> RecordingMask {
    switch plan.driver {
    case HIDKeyboardScanner.name: .keyboard
    case HIDPOSScanner.name: .posReport
    default: plan.classes.allSatisfy { [.posPrinter, .cashDrawer, .lineDisplay].contains($0) } ? .answers : .text
    }
  }
}
