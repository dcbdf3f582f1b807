import PosModel
import PosProtocol
import Reactor

/// Tells how each station of the kitchen is.
enum KitchenStatusMethod: AsyncMethod {
  static let permission: Permission? = .observe
  static let summary = "Tells how each station of the kitchen is."

  static func call(_ params: KitchenStatus, _ call: Call) async throws(PosError) -> [StationStatus] {
    let kitchen = try call.kitchen
    let stations = try params.station.map { (name) throws(PosError) in [try kitchen.station(name)] } ?? kitchen.stations
    var statuses: [StationStatus] = []
    for station in stations { statuses.append(try await kitchen.status(of: station)) }
    return statuses
  }
}
