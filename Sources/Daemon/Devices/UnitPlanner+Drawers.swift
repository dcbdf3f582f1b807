import Drivers
import EscPos
import PosModel

extension UnitPlanner {
  /// With the drawers that the entries put on a printer's connectors: by their `pin`, by the printer's `drawer-pins`.
  func withDrawers(_ plan: UnitPlan) -> UnitPlan {
    guard plan.classes.contains(.posPrinter), plan.classes.contains(.cashDrawer) else { return plan }
    var plan = plan
    let entries = plan.entries.filter { $0.class == .cashDrawer }
    let told = plan.entries.lazy.compactMap(\.drawerPins).first
    if told?.isEmpty == true, entries.isEmpty {
      plan.classes.removeAll { $0 == .cashDrawer }
      plan.names[.cashDrawer] = nil
      return plan
    }
    var places: [Int: ConfiguredDevice] = [:]
    for entry in entries { if let pin = entry.pin, places[pin] == nil { places[pin] = entry } }
    let isUsual = places.isEmpty && (told?.count ?? 1) <= 1
    if let entry = entries.first(where: { $0.pin == nil }) {
      let free = (told?.sorted() ?? []) + usualPins(plan) + [2, 5]
      if let pin = free.first(where: { places[$0] == nil }) { places[pin] = entry }
    }
    if isUsual {
      if let (pin, entry) = places.first, entry.pulse != nil || entry.pulseOff != nil {
        plan.settings.drawerPulse = pulse(pin, entry, plan)
      }
      return plan
    }
    let pins = Set(places.keys).union(told ?? [])
    plan.names[.cashDrawer] = nil
    plan.drawers = pins.sorted().map { DrawerPlan(name: places[$0]?.name, pulse: pulse($0, places[$0], plan)) }
    plan.settings.drawerPulse = plan.drawers.first?.pulse
    plan.settings.drawerPins = pins.count > 1 ? pins : []
    return plan
  }

  private func usualPins(_ plan: UnitPlan) -> [Int] { plan.settings.profile?.drawerPins.sorted() ?? [] }

  private func pulse(_ pin: Int, _ entry: ConfiguredDevice?, _ plan: UnitPlan) -> DrawerPulse {
    let usual = DrawerPulse()
    let on = entry?.pulse ?? plan.settings.profile?.drawerOn ?? usual.on
    let off = entry?.pulseOff ?? plan.settings.profile?.drawerOff ?? usual.off
    return DrawerPulse(pin: pin, on: on, off: off)
  }
}
