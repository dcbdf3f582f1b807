import Drivers
import EscPos
import PosModel
import PosProtocol

extension UnitPlanner {
  /// What a printer is: its model, and then what the entries say over that.
  func profile(_ entries: [ConfiguredDevice], of device: DiscoveredDevice?, known: String?) -> PrinterProfile {
    told(model(entries, of: device, known: known).profile, by: entries)
  }

  /// By the entry that names its profile, else by what it says of itself, else by the device database, else the generic
  /// one.
  func model(
    _ entries: [ConfiguredDevice], of device: DiscoveredDevice?, known: String?
  ) -> (profile: PrinterProfile, origin: PrinterProfileGet.Origin) {
    let printers = configuration.printers
    if let profile = entries.lazy.compactMap(\.profile).first.flatMap({ printers.named($0) }) {
      return (profile, .configuration)
    }
    if let device,
      let found = printers.recognise(
        usb: hex(device.vendorID) + ":" + hex(device.productID), product: device.product,
        deviceID: device.interfaces.lazy.compactMap(\.deviceID).first)
    {
      return (found.profile, found.by == .deviceID ? .deviceID : .identity)
    }
    if let profile = known.flatMap({ printers.named($0) }) { return (profile, .database) }
    return (printers.generic, .generic)
  }

  private func told(_ profile: PrinterProfile, by entries: [ConfiguredDevice]) -> PrinterProfile {
    var profile = profile
    if let paper = entries.lazy.compactMap(\.paper).first { profile = profile.with(paper: paper) }
    if let columns = entries.lazy.compactMap(\.columns).first { profile = profile.with(columns: columns) }
    if let encoding = entries.lazy.compactMap(\.encoding).first { profile = profile.with(encoding: encoding) }
    if let pins = entries.lazy.compactMap(\.drawerPins).first { profile = profile.with(drawerPins: pins) }
    return profile
  }

  /// The profile of the model that the printer has called itself.
  private func answered(_ abilities: LearnedAbilities, _ plan: UnitPlan) -> PrinterProfile? {
    guard let model = abilities.model else { return nil }
    let usb = plan.transport.vid.flatMap { vid in plan.transport.pid.map { vid + ":" + $0 } }
    guard let found = configuration.printers.recognise(usb: usb, modelName: model), found.by == .modelName else {
      return nil
    }
    return found.profile
  }

  /// With what was learned of this very printer and its drawer; what the entries say stays over it.
  func applyingLearned(_ plan: UnitPlan) -> UnitPlan {
    var plan = plan
    if var profile = plan.settings.profile, let abilities = learned.printers[plan.id(of: .posPrinter)] {
      if plan.profileOrigin != .configuration {
        if let named = answered(abilities, plan) { (profile, plan.profileOrigin) = (named, .answer) }
        if let language = abilities.fontLanguage { profile = profile.with(fontLanguage: language) }
      }
      plan.settings.profile = told(profile.applying(abilities), by: plan.entries)
    }
    if plan.settings.drawerOpenLevel == nil {
      plan.settings.drawerOpenLevel = plan.devices.lazy.compactMap { learned.drawers[$0.id]?.openLevel }.first
    }
    return plan
  }
}
