import Logging
import PosModel
import Reactor

extension DeviceManager {
  /// Makes the units what discovery and configuration say together.
  func reconcile() {
    var planner = UnitPlanner(configuration: configuration, drivers: drivers, choose: choose)
    planner.learned = learned
    let plans = planner.plans(for: present, knownAs: plugs, seen: seen)
    let wanted = Set(plans.map(\.unit))
    for unit in units.values.sorted(by: { $0.plan.unit < $1.plan.unit }) where !wanted.contains(unit.plan.unit) {
      settle(unit)
    }
    let names = Set(plans.flatMap(\.allNames))
    for unit in units.values where !wanted.contains(unit.plan.unit) { unit.giveUp(names) }
    for plan in plans { reconcile(plan) }
    forgetStrangers()
  }

  /// Which units each plugged device is now, so that a second one with the same serial number does not take their place.
  private var plugs: [UnitPlan.Plug: Set<String>] {
    var plugs: [UnitPlan.Plug: Set<String>] = [:]
    for unit in units.values where unit.isPresent {
      if let plug = unit.plan.plug { plugs[plug, default: []].insert(unit.plan.unit) }
    }
    return plugs
  }

  /// The entries whose device was there, and is away.
  private var seen: Set<ConfiguredDevice> {
    var seen: Set<ConfiguredDevice> = []
    for unit in units.values where unit.plan.plug != nil { seen.formUnion(unit.plan.entries) }
    return seen.intersection(configuration.devices)
  }

  /// Nobody plans this unit: it was unplugged, or the configuration has let go of it.
  private func settle(_ unit: Unit) {
    guard let plug = unit.plan.plug else { return remove(unit) }
    if unit.isPresent {
      if present.contains(where: { UnitPlan.Plug($0) == plug }) { return remove(unit) }
      log.info("unplugged", metadata: ["unit": "\(unit.plan.unit)", "port": "\(plug.port)"])
      unit.leave()
    }
    let isConfigured = unit.plan.entries.contains { configuration.devices.contains($0) }
    if isConfigured {
      strangers.removeAll { $0 == unit.plan.unit }
    } else if !strangers.contains(unit.plan.unit) {
      unit.giveUp(unit.plan.allNames)
      strangers.append(unit.plan.unit)
    }
  }

  private func reconcile(_ plan: UnitPlan) {
    strangers.removeAll { $0 == plan.unit }
    guard let unit = units[plan.unit] else { return add(plan) }
    if plan.address == nil, plan.plug == nil {
      // Configured and not there.
      if unit.isPresent { unit.leave() }
      return unit.rename(as: plan)
    }
    if unit.isPresent, unit.plan.plug == plan.plug { return unit.change(to: plan) }
    // Replugged between two looks.
    if unit.isPresent { unit.leave() }
    log.info("plugged in", metadata: ["unit": "\(plan.unit)", "port": "\(plan.plug?.port ?? "-")"])
    unit.arrive(plan)
  }

  private func add(_ plan: UnitPlan) {
    let unit = Unit(plan, manager: self, seed: nextSeed())
    units[plan.unit] = unit
    if plan.address != nil { unit.arrive(plan) }
    unit.list()
  }

  private func remove(_ unit: Unit) {
    units[unit.plan.unit] = nil
    strangers.removeAll { $0 == unit.plan.unit }
    unit.isListed = false
    unit.leave(PosError(.noSuchDevice, "the device is no longer configured"))
    for device in unit.devices { observer?.deviceRemoved(device) }
  }

  private func forgetStrangers() {
    while strangers.count > Self.strangerLimit {
      if let unit = units[strangers.removeFirst()] { remove(unit) }
    }
  }
}
