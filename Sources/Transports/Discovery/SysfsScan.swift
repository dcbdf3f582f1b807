import PosModel

/// One look at all USB devices of a sysfs tree; it does no I/O with any device.
///
/// The strings of a device take its kernel lock, which an enumerating hub can hold for seconds: a scan runs on a worker,
/// and reads them once per device.
struct SysfsScan: Sendable {
  /// More devices than any till has; the rest is not looked at.
  static let deviceLimit = 512
  private static let interfaceLimit = 32

  let tree: SysfsTree
  /// Where the device nodes are: `/dev`.
  let nodes: String

  init(root: String = "/sys", nodes: String = "/dev") {
    tree = SysfsTree(root: root)
    self.nodes = nodes
  }

  /// The devices in the order of their port names. `isReady` says of a syspath whether udev is done with the device;
  /// devices that are not are left out. Devices that vanish in the middle are left out too.
  func devices(
    knowing known: [DiscoveredDevice] = [], isReady: (_ syspath: String) -> Bool = { _ in true }
  ) -> [DiscoveredDevice] {
    let bus = tree.root + "/bus/usb/devices"
    // Interfaces have a colon, root hubs are named usb1, usb2, …
    let ports = tree.names(in: bus).filter { !$0.contains(":") && !$0.hasPrefix("usb") }
    return ports.prefix(Self.deviceLimit).compactMap { port in
      guard let syspath = tree.resolved(bus + "/" + port), isReady(syspath) else { return nil }
      return device(port: port, syspath: syspath, known: known.first { $0.port == port })
    }
  }

  private func device(port: String, syspath: String, known: DiscoveredDevice?) -> DiscoveredDevice? {
    guard let vendor = tree.hexadecimal(syspath + "/idVendor", as: UInt16.self),
      let product = tree.hexadecimal(syspath + "/idProduct", as: UInt16.self),
      let bus = tree.decimal(syspath + "/busnum"), let number = tree.decimal(syspath + "/devnum")
    else { return nil }
    var device = DiscoveredDevice(
      port: port, syspath: syspath, node: node(of: syspath) ?? usbNode(bus: bus, number: number), bus: bus,
      number: number, vendorID: vendor, productID: product,
      release: tree.hexadecimal(syspath + "/bcdDevice", as: UInt16.self) ?? 0)
    if let known, known.bus == bus, known.number == number, known.vendorID == vendor, known.productID == product {
      device.manufacturer = known.manufacturer
      device.product = known.product
      device.serial = known.serial
    } else {
      device.manufacturer = tree.text(syspath + "/manufacturer")
      device.product = tree.text(syspath + "/product")
      device.serial = tree.text(syspath + "/serial")
    }
    // Interfaces are children named PORT:CONFIGURATION.INTERFACE.
    device.interfaces = tree.names(in: syspath).filter { $0.hasPrefix(port + ":") }.prefix(Self.interfaceLimit)
      .compactMap { interface(syspath + "/" + $0) }
      .sorted { $0.number < $1.number }
    // Unplugged in the middle of the look: what was read may be half of it.
    return tree.decimal(syspath + "/devnum") == number ? device : nil
  }

  private func interface(_ path: String) -> DiscoveredDevice.Interface? {
    guard let number = tree.hexadecimal(path + "/bInterfaceNumber", as: Int.self),
      let classCode = tree.hexadecimal(path + "/bInterfaceClass", as: UInt8.self)
    else { return nil }
    var interface = DiscoveredDevice.Interface(
      number: number, classCode: classCode,
      subclass: tree.hexadecimal(path + "/bInterfaceSubClass", as: UInt8.self) ?? 0,
      protocol: tree.hexadecimal(path + "/bInterfaceProtocol", as: UInt8.self) ?? 0,
      driver: tree.linkName(path + "/driver"))
    if interface.classCode == 7 { interface.deviceID = tree.text(path + "/ieee1284_id") }
    for child in tree.names(in: path) {
      let below = path + "/" + child
      if child == "tty" {
        // cdc-acm: INTERFACE/tty/ttyACM0
        interface.nodes += childNodes(.tty, in: below, prefix: "tty")
      } else if child.hasPrefix("ttyUSB") {
        // usb-serial: INTERFACE/ttyUSB0/tty/ttyUSB0
        interface.nodes += childNodes(.tty, in: below + "/tty", prefix: "tty")
      } else if child == "usbmisc" {
        // usblp: INTERFACE/usbmisc/lp0
        interface.nodes += childNodes(.usblp, in: below, prefix: "lp")
      } else if child.split(separator: ":", omittingEmptySubsequences: false).count == 3 {
        // HID: INTERFACE/BUS:VENDOR:PRODUCT.COUNT
        hid(below, &interface)
      }
    }
    return interface
  }

  private func hid(_ path: String, _ interface: inout DiscoveredDevice.Interface) {
    if let descriptor = tree.bytes(path + "/report_descriptor"), !descriptor.isEmpty {
      interface.reportDescriptor = descriptor
    }
    interface.nodes += childNodes(.hidraw, in: path + "/hidraw", prefix: "hidraw")
    for input in tree.names(in: path + "/input") where input.hasPrefix("input") {
      interface.nodes += childNodes(.event, in: path + "/input/" + input, prefix: "event")
    }
  }

  private func childNodes(
    _ kind: DiscoveredDevice.Node.Kind, in directory: String, prefix: String
  ) -> [DiscoveredDevice.Node] {
    tree.names(in: directory).filter { $0.hasPrefix(prefix) }.compactMap { name in
      node(of: directory + "/" + name).map { DiscoveredDevice.Node(kind: kind, path: $0) }
    }
  }

  /// The device node that the kernel names in `uevent`.
  func node(of path: String) -> String? {
    guard let uevent = tree.text(path + "/uevent") else { return nil }
    for line in uevent.split(separator: "\n") where line.hasPrefix("DEVNAME=") {
      return nodes + "/" + line.dropFirst("DEVNAME=".count)
    }
    return nil
  }

  private func usbNode(bus: Int, number: Int) -> String {
    func padded(_ number: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, 3 - digits.count)) + digits
    }
    return nodes + "/bus/usb/" + padded(bus) + "/" + padded(number)
  }
}
