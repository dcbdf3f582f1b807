import PosModel
import PosProtocol

/// What one station gets of an order.
struct TicketPart: Hashable, Sendable {
  var station: Station
  var items: [Entry]

  struct Entry: Hashable, Sendable {
    var item: KitchenItem
    /// The titles of the stations that make it.
    var places: [String]
  }
}

extension TicketPart {
  /// Sends each item to its station: the one that it names, those that list its category, else the default one. Expo
  /// stations get the whole order.
  ///
  /// Answers also with the indices of what only the default station has taken. Throws `illegal`, naming the item that
  /// goes nowhere.
  static func parts(
    of items: [KitchenItem], _ stations: [Station]
  ) throws(PosError) -> (parts: [TicketPart], unrouted: [Int]) {
    var routes: [[Station]] = []
    var unrouted: [Int] = []
    for (index, item) in items.enumerated() {
      var route = try Self.route(item, index, stations)
      if route.isEmpty {
        guard let standard = stations.first(where: \.isDefault) else { throw goesNowhere(item, index) }
        route = [standard]
        unrouted.append(index)
      }
      routes.append(route)
    }
    var parts: [TicketPart] = []
    for station in stations {
      let own = items.indices.filter { station.isExpo || routes[$0].contains { $0.name == station.name } }
      guard !own.isEmpty else { continue }
      parts.append(
        TicketPart(station: station, items: own.map { Entry(item: items[$0], places: routes[$0].map(\.label)) }))
    }
    return (parts, unrouted)
  }

  private static func route(
    _ item: KitchenItem, _ index: Int, _ stations: [Station]
  ) throws(PosError) -> [Station] {
    if let name = item.station {
      guard let station = stations.first(where: { $0.name == name }) else {
        let near = nearestWord(to: name, in: stations.map(\.name)).map { "did you mean \($0)?" }
        throw PosError(
          .illegal, "items[\(index)].station: there is no station \(name)",
          remedy: near ?? "kitchen.status lists the stations")
      }
      return [station]
    }
    guard let category = item.category else { return [] }
    return stations.filter { $0.categories.contains(category) }
  }

  private static func goesNowhere(_ item: KitchenItem, _ index: Int) -> PosError {
    let why = item.category.map { "no station lists the category \($0)" } ?? "it has no station and no category"
    return PosError(
      .illegal, "items[\(index)] goes nowhere: \(why)",
      remedy: "list its category at a [[station]], or give one default = true")
  }
}
