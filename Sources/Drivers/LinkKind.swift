/// The kinds of link a driver can stand on.
package enum LinkKind: String, Hashable, Sendable {
  /// A USB interface taken from the kernel by detach and claim.
  case usb
  /// hidraw, shared with the kernel: for HID interfaces that make no input device (HID POS).
  case hidraw
  /// evdev with EVIOCGRAB: only where libusb cannot reach (Bluetooth, PS/2).
  case evdev
  case serial
  case tcp
}
