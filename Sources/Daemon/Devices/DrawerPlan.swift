import PosModel

/// One drawer of a printer whose connector the configuration tells.
struct DrawerPlan: Hashable, Sendable {
  var name: String?
  var pulse: DrawerPulse

  /// The drawer at pin 2 has the id that a printer's only drawer has; the other one says where it is.
  var idSuffix: String { pulse.pin == 2 ? "" : "-pin\(pulse.pin)" }
}

/// One device of a unit.
struct DevicePlan: Hashable, Sendable {
  var id: String
  var `class`: DeviceClass
  var name: String?
  /// nil for all but the drawers of `UnitPlan.drawers`.
  var drawer: DrawerPlan?
}
