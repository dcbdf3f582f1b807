/// A way in which a scanner speaks, the better ones first.
package enum ScannerMode: String, Codable, CaseIterable, Comparable, Hashable, Sendable {
  /// USB HID POS, usage page 008c.
  case hidpos
  /// USB CDC, a maker's virtual COM port, RS-232.
  case serial
  /// Zebra's own.
  case snapi
  /// IBM SurePOS, also called USB-OEM and OPOS.
  case oem
  case keyboard

  /// For people: `HID POS`.
  package var title: String {
    switch self {
    case .hidpos: "HID POS"
    case .serial: "serial"
    case .snapi: "SNAPI"
    case .oem: "IBM (OEM)"
    case .keyboard: "keyboard"
    }
  }

  /// The mode that a driver reads; nil for a driver of something else.
  package init?(driver: String) {
    switch driver {
    case HIDPOSScanner.name: self = .hidpos
    case SerialScanner.name: self = .serial
    case HIDKeyboardScanner.name: self = .keyboard
    case _ where driver.hasPrefix("snapi"): self = .snapi
    case _ where driver.hasPrefix("oem"), _ where driver.hasPrefix("ibm"): self = .oem
    case _ where driver.hasPrefix("ssi"): self = .serial
    default: return nil
    }
  }

  /// How far posd stands behind it: what the device database says of its drivers, or of Zebra's id for it.
  package var support: SupportLevel {
    switch self {
    case .hidpos, .serial, .keyboard: .shouldwork
    case .snapi: Self.support(ofZebra: 0x1900)
    case .oem: Self.support(ofZebra: 0x1300)
    }
  }

  package var isDriven: Bool { support == .supported || support == .shouldwork }

  package static func < (left: ScannerMode, right: ScannerMode) -> Bool { left.rank < right.rank }

  /// 0 is the best.
  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  private static func support(ofZebra product: UInt16) -> SupportLevel {
    DeviceTable.rules.first { $0.vendorID == 0x05E0 && $0.productID == product }?.support ?? .unsupported
  }
}
