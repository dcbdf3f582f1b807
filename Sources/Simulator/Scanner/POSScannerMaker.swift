/// Whose HID POS reports a scanner sends.
package enum POSScannerMaker: String, CaseIterable, Hashable, Sendable {
  /// Honeywell Voyager: Code IDs beside the data, serial commands in report FD.
  case honeywell
  /// No AIM identifier; ids and unified commands of its own, in report 04.
  case newland
  /// The AIM identifier stands one byte late.
  case datalogic
  /// Reports by the usage tables alone.
  case zebra
  /// Honeywell's reports, with lights where the beeps are.
  case accessIS
  /// Honeywell's reports from a cheap chip: "continued" stays set in a report that is exactly full.
  case jieli
  /// A keyboard beside the HID POS interface: types until feature FE redirects it.
  case youjie
  /// Decoded data and nothing else: no report ids, no length, no identifier, no orders.
  case plain

  package var reportDescriptor: [UInt8] {
    switch self {
    case .honeywell, .accessIS, .jieli, .youjie: HIDDescriptors.posScanner
    case .newland: HIDDescriptors.newlandScanner
    case .datalogic, .zebra: HIDDescriptors.usageTableScanner
    case .plain: HIDDescriptors.plainScanner
    }
  }

  /// Code bytes that one report holds.
  var capacity: Int {
    switch self {
    case .datalogic: 55
    case .plain: 64
    default: 56
    }
  }

  var hasCodeIDs: Bool {
    switch self {
    case .honeywell, .accessIS, .jieli, .youjie: true
    case .newland, .datalogic, .zebra, .plain: false
    }
  }

  var takesSerialCommands: Bool { self == .honeywell || self == .youjie }
  var takesTriggerReport: Bool { self != .newland && self != .plain }
}
