/// The scanners that can be plugged in at the simulated till, each in one mode, by the words of `simulator.plug`.
package enum ScannerKind: String, CaseIterable, Hashable, Sendable {
  /// HID POS, as each maker sends it.
  case honeywell, newland, datalogic, zebra, accessIS, jieli, youjie, plain
  /// Zebra's own HID mode, and IBM's hand-held and table-top modes.
  case snapi, oem, oemTable
  case keyboard
  /// A keyboard that types GS as Alt+029.
  case altKeyboard
}
