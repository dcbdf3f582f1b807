import Glibc
import Transports

/// What the kernel says of the device behind an event node.
struct InputNode: Hashable, Sendable {
  var bus: InputBus
  /// `05e0:1200`; nil where it has no such id.
  var usb: String?

  init(bus: InputBus, usb: String? = nil) {
    self.bus = bus
    self.usb = usb
  }

  /// Of `/dev/input/event7` or a link to it; nil where the kernel knows no such node.
  init?(path: String) {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    guard let name = String(cString: real).split(separator: "/").last else { return nil }
    let folder = "/sys/class/input/\(name)/device/id/"
    guard let type = Self.word(folder + "bustype") else { return nil }
    bus = UInt16(type, radix: 16).map(InputBus.init) ?? .other
    if bus == .usb, let vendor = Self.word(folder + "vendor"), let product = Self.word(folder + "product") {
      usb = "\(vendor):\(product)"
    }
  }

  private static func word(_ path: String) -> String? {
    readText(path)?.split(whereSeparator: \.isWhitespace).first.map(String.init)
  }
}
