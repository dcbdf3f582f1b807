import Drivers
import EscPos
import PosModel
import PosProtocol
import Reactor

extension DeviceManager {
  package var descriptions: [DeviceDescription] {
    units.values.flatMap(\.devices).sorted { $0.id < $1.id }
  }

  package func find(_ idOrName: String) throws(PosError) -> DeviceDescription {
    let all = descriptions
    if let device = all.first(where: { $0.id == idOrName }) ?? all.first(where: { $0.name == idOrName }) {
      return device
    }
    let words = all.flatMap { [$0.name, $0.id].compactMap { $0 } }
    let remedy: String =
      if let near = nearestWord(to: idOrName, in: words) {
        "did you mean \"\(near)\"?"
      } else if all.isEmpty {
        "there are no devices at all: see posd status"
      } else {
        "there are: " + all.prefix(20).map { $0.name ?? $0.id }.joined(separator: ", ")
      }
    throw PosError(.noSuchDevice, "there is no device \"\(idOrName.prefix(64))\"", remedy: remedy)
  }

  package func perform(
    _ command: DriverCommand, on id: String, _ done: @escaping @ReactorActor (Result<DriverReply, PosError>) -> Void
  ) {
    do throws(PosError) {
      let device = try find(id)
      guard let unit = units[device.unit] else { return }
      unit.perform(command, on: device, done)
    } catch {
      done(.failure(error))
    }
  }

  package func profile(of id: String) -> PrinterProfile? { printer(id)?.plan.settings.profile }

  package func profileOrigin(of id: String) -> PrinterProfileGet.Origin? { printer(id)?.plan.profileOrigin }

  private func printer(_ id: String) -> Unit? {
    units.values.first { $0.devices.contains { $0.id == id && $0.class == .posPrinter } }
  }

  package func expectWork(_ expected: Bool, on id: String) {
    units.values.first { $0.devices.contains { $0.id == id } }?.expectWork(expected)
  }

  package func setClaimant(_ who: String?, of id: String) {
    for unit in units.values {
      guard let index = unit.devices.firstIndex(where: { $0.id == id }) else { continue }
      unit.devices[index].claimedBy = who
      unit.publish()
    }
  }
}
