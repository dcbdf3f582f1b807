import Glibc
import PosModel
import PosTesting
import Reactor
import Testing

@testable import Transports

@ReactorActor
struct DiscoveryTests {
  /// A scanner with a keyboard interface at port 1-1.3, as the kernel shows it.
  private func plugScanner(_ tree: borrowing ScratchTree, number: Int = 4) {
    let device = "devices/pci/usb1/1-1/1-1.3"
    tree.file("\(device)/idVendor", "0c2e\n")
    tree.file("\(device)/idProduct", "0b6a\n")
    tree.file("\(device)/bcdDevice", "0102\n")
    tree.file("\(device)/busnum", "1\n")
    tree.file("\(device)/devnum", "\(number)\n")
    tree.file("\(device)/manufacturer", "Honeywell\n")
    tree.file("\(device)/product", "Voyager 1400g\n")
    tree.file("\(device)/serial", "18025B4D\n")
    tree.file("\(device)/uevent", "MAJOR=189\nMINOR=3\nDEVNAME=bus/usb/001/004\nDEVTYPE=usb_device\n")
    let interface = "\(device)/1-1.3:1.0"
    interfaceFiles(tree, interface, number: "00", classes: ("03", "01", "01"))
    tree.link("\(interface)/driver", to: "../../../../../bus/usb/drivers/usbhid")
    let hid = "\(interface)/0003:0C2E:0B6A.0001"
    tree.file("\(hid)/report_descriptor", bytes: [0x05, 0x01, 0x09, 0x06])
    tree.file("\(hid)/hidraw/hidraw2/uevent", "DEVNAME=hidraw2\n")
    tree.file("\(hid)/input/input7/event5/uevent", "DEVNAME=input/event5\n")
    tree.link("bus/usb/devices/1-1.3", to: "../../../\(device)")
    tree.link("bus/usb/devices/1-1.3:1.0", to: "../../../\(interface)")
  }

  private func interfaceFiles(
    _ tree: borrowing ScratchTree, _ path: String, number: String, classes: (String, String, String)
  ) {
    tree.file("\(path)/bInterfaceNumber", number + "\n")
    tree.file("\(path)/bInterfaceClass", classes.0 + "\n")
    tree.file("\(path)/bInterfaceSubClass", classes.1 + "\n")
    tree.file("\(path)/bInterfaceProtocol", classes.2 + "\n")
  }

  @Test func `a scanner is described with its nodes and its report descriptor`() throws {
    let tree = try ScratchTree()
    plugScanner(tree)
    let devices = SysfsScan(root: tree.root).devices()
    let interface = DiscoveredDevice.Interface(
      number: 0, classCode: 3, subclass: 1, protocol: 1, driver: "usbhid", reportDescriptor: [0x05, 0x01, 0x09, 0x06],
      nodes: [.init(kind: .hidraw, path: "/dev/hidraw2"), .init(kind: .event, path: "/dev/input/event5")])
    let expected = DiscoveredDevice(
      port: "1-1.3", syspath: tree.root + "/devices/pci/usb1/1-1/1-1.3", node: "/dev/bus/usb/001/004", bus: 1,
      number: 4, vendorID: 0x0C2E, productID: 0x0B6A, release: 0x0102, manufacturer: "Honeywell",
      product: "Voyager 1400g", serial: "18025B4D", interfaces: [interface])
    #expect(devices == [expected])
  }

  @Test func `printers and both kinds of serial adapters show their nodes`() throws {
    let tree = try ScratchTree()
    let device = "bus/usb/devices/2-1"
    for (name, value) in [("idVendor", "04b8"), ("idProduct", "0202"), ("busnum", "2"), ("devnum", "17")] {
      tree.file("\(device)/\(name)", value + "\n")
    }
    interfaceFiles(tree, "\(device)/2-1:1.0", number: "00", classes: ("07", "01", "02"))
    tree.file("\(device)/2-1:1.0/usbmisc/lp0/uevent", "DEVNAME=usb/lp0\n")
    // usblp has asked for it; without line end.
    tree.file("\(device)/2-1:1.0/ieee1284_id", "MFG:EPSON;CMD:ESC/POS;MDL:TM-T88V;")
    interfaceFiles(tree, "\(device)/2-1:1.1", number: "01", classes: ("02", "02", "01"))
    tree.file("\(device)/2-1:1.1/tty/ttyACM0/uevent", "DEVNAME=ttyACM0\n")
    interfaceFiles(tree, "\(device)/2-1:1.2", number: "0a", classes: ("ff", "00", "00"))
    tree.file("\(device)/2-1:1.2/ttyUSB1/tty/ttyUSB1/uevent", "DEVNAME=ttyUSB1\n")
    let found = try #require(SysfsScan(root: tree.root).devices().first)
    #expect(found.node == "/dev/bus/usb/002/017")
    #expect(found.serial == nil)
    #expect(found.interfaces.map { $0.number } == [0, 1, 10])
    #expect(found.interfaces.map { $0.deviceID } == ["MFG:EPSON;CMD:ESC/POS;MDL:TM-T88V;", nil, nil])
    #expect(
      found.interfaces.flatMap { $0.nodes } == [
        .init(kind: .usblp, path: "/dev/usb/lp0"), .init(kind: .tty, path: "/dev/ttyACM0"),
        .init(kind: .tty, path: "/dev/ttyUSB1"),
      ])
  }

  @Test(arguments: ["", "zz", "12345678901234567890", "1c2e0", "\u{0}"])
  func `a device whose attributes make no sense is left out`(vendor: String) throws {
    let tree = try ScratchTree()
    plugScanner(tree)
    tree.file("devices/pci/usb1/1-1/1-1.3/idVendor", vendor)
    #expect(SysfsScan(root: tree.root).devices().isEmpty)
  }

  @Test func `a device that vanishes while it is looked at is left out`() throws {
    let tree = try ScratchTree()
    plugScanner(tree)
    let scan = SysfsScan(root: tree.root)
    #expect(
      scan.devices(isReady: { _ in
        tree.delete("devices"); return true
      }).isEmpty)
    // A link to nowhere is all that is left.
    #expect(scan.devices().isEmpty)
  }

  @Test func `root hubs are no devices`() throws {
    let tree = try ScratchTree()
    for (name, value) in [("idVendor", "1d6b"), ("idProduct", "0002"), ("busnum", "1"), ("devnum", "1")] {
      tree.file("bus/usb/devices/usb1/\(name)", value + "\n")
    }
    #expect(SysfsScan(root: tree.root).devices().isEmpty)
  }

  @Test func `a device that udev is not done with is left out`() throws {
    let tree = try ScratchTree()
    plugScanner(tree)
    #expect(SysfsScan(root: tree.root).devices(isReady: { _ in false }).isEmpty)
  }

  @Test func `strings are read once for a device, and again for the next one at the port`() throws {
    let tree = try ScratchTree()
    plugScanner(tree)
    let scan = SysfsScan(root: tree.root)
    let first = scan.devices()
    tree.file("devices/pci/usb1/1-1/1-1.3/serial", "OTHER\n")
    #expect(scan.devices(knowing: first).first?.serial == "18025B4D")
    plugScanner(tree, number: 5)
    tree.file("devices/pci/usb1/1-1/1-1.3/serial", "OTHER\n")
    #expect(scan.devices(knowing: first).first?.serial == "OTHER")
  }

  @Test func `no USB at all is an empty snapshot, told once`() async throws {
    let tree = try ScratchTree()
    let discovery = UdevDiscovery(scan: SysfsScan(root: tree.root), usesUdev: false)
    let snapshots = Recorder<[DiscoveredDevice]>()
    try discovery.start { snapshots.record($0) }
    try await snapshots.wait(count: 1)
    discovery.rescan()
    plugScanner(tree)
    discovery.rescan()
    try await snapshots.wait(for: "the scanner") { $0.last?.count == 1 }
    #expect(snapshots.values.count == 2)
    tree.delete("bus/usb/devices/1-1.3")
    discovery.rescan()
    try await snapshots.wait(for: "the unplug") { $0.last?.isEmpty == true && $0.count == 3 }
    discovery.stop()
  }

  @Test func `discovery starts on this machine, whatever it has`() async throws {
    let discovery = UdevDiscovery()
    let snapshots = Recorder<[DiscoveredDevice]>()
    try discovery.start { snapshots.record($0) }
    try await snapshots.wait(count: 1)
    discovery.stop()
  }

  @Test func `the holder of a node is named`() async throws {
    let tree = try ScratchTree()
    tree.file("node", "")
    tree.file("proc/4711/comm", "brltty\n")
    tree.link("proc/4711/fd/5", to: "\(tree.root)/node")
    tree.file("proc/version", "")
    #expect(HolderSearch.holder(of: "\(tree.root)/node", proc: "\(tree.root)/proc") == "brltty (pid 4711)")
    #expect(HolderSearch.holder(of: "\(tree.root)/proc/version", proc: "\(tree.root)/proc") == nil)
  }
}
