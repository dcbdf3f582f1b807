/// How an input device is connected.
package enum InputBus: Hashable, Sendable {
  case usb, bluetooth, ps2, other

  /// By `id/bustype` in sysfs: BUS_USB, BUS_BLUETOOTH, BUS_I8042 of linux/input.h.
  package init(bustype: UInt16) {
    switch bustype {
    case 0x03: self = .usb
    case 0x05: self = .bluetooth
    case 0x11: self = .ps2
    default: self = .other
    }
  }
}
