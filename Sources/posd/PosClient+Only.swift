import PosClient
import PosModel
import PosProtocol
import Reactor

extension PosClient {
  /// The device that is meant: the one named, else the only one of its class.
  @ReactorActor
  func only(_ deviceClass: DeviceClass, named name: String?) async throws -> String {
    if let name { return name }
    let devices = try await call(DeviceList(class: deviceClass)).filter { $0.state != .absent }
    if devices.count == 1 { return devices[0].id }
    let names = devices.map { $0.name ?? $0.id }.joined(separator: ", ")
    throw devices.isEmpty
      ? PosError(.noSuchDevice, "there is no \(deviceClass.rawValue)", remedy: "posd devices lists what there is")
      : PosError(
        .illegal, "there are \(devices.count) of class \(deviceClass.rawValue)", remedy: "name one of \(names)")
  }
}
