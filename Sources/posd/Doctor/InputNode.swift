import Glibc

/// What the kernel says of the device behind an event node.
struct InputNode: Hashable, Sendable {
  /// `BUS_*` of linux/input.h.
  enum Bus: Hashable, Sendable { case usb, bluetooth, ps2, other }

  var bus: Bus
  /// `05e0:1200`; nil where it has no such id.
  var usb: String?

  init(bus: Bus, usb: String? = nil) {
    self.bus = bus
    self.usb = usb
  }

  /// Of `/dev/input/event7` or a link to it; nil where the kernel knows no such node.
  init?(path: String) {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    guard let name = String(cString: real).split(separator: "/").last else { return nil }
    let folder = "/sys/class/input/\(name)/device/id/"
    switch Self.word(folder + "bustype") {
    case nil: return nil
    case "0003": bus = .usb
    case "0005": bus = .bluetooth
    case "0011": bus = .ps2
    default: bus = .other
    }
    if bus == .usb, let vendor = Self.word(folder + "vendor"), let product = Self.word(folder + "product") {
      usb = "\(vendor):\(product)"
    }
  }

  private static func word(_ path: String) -> String? {
    readText(path)?.split(whereSeparator: \.isWhitespace).first.map(String.init)
  }
}
