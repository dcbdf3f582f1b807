/// Everything that a device says about itself (USB 2.0, 9.6), as bytes that can also be wrong on purpose.
struct DeviceDescriptors {
  var device: [UInt8]
  var configuration: [UInt8]
  /// String descriptors by index; index 0 is the list of languages.
  var strings: [[UInt8]]
  /// HID report descriptors by interface number.
  var reports: [UInt8: [UInt8]] = [:]

  /// How an interface presents itself.
  struct Interface {
    var number: UInt8
    var classCode: UInt8
    var subclass: UInt8
    var `protocol`: UInt8
    /// Class descriptors between the interface and its endpoints.
    var extra: [UInt8] = []
    var endpoints: [Endpoint]
    var report: [UInt8]?
  }

  struct Endpoint {
    /// With the direction bit.
    var address: UInt8
    /// 2 bulk, 3 interrupt.
    var transfer: UInt8
    var packetSize: UInt16
    var interval: UInt8 = 0

    var bytes: [UInt8] {
      [7, 5, address, transfer, UInt8(truncatingIfNeeded: packetSize), UInt8(packetSize >> 8), interval]
    }
  }

  /// A full-speed device with one configuration. An empty string is left out, as if the device had none.
  init(
    vendor: UInt16, product: UInt16, release: UInt16 = 0x0100, deviceClass: UInt8 = 0, names: [String],
    interfaces: [Interface]
  ) {
    strings = [[4, 3, 0x09, 0x04]]
    var indexes: [UInt8] = []
    for name in names {
      indexes.append(name.isEmpty ? 0 : UInt8(strings.count))
      guard !name.isEmpty else { continue }
      let units = name.utf16.prefix(126).flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
      strings.append([UInt8(2 + units.count), 3] + units)
    }
    device =
      [18, 1, 0x00, 0x02, deviceClass, 0, 0, 64]
      + [vendor, product, release].flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
      + indexes + [1]

    var body: [UInt8] = []
    for interface in interfaces {
      body += [
        9, 4, interface.number, 0, UInt8(interface.endpoints.count), interface.classCode, interface.subclass,
        interface.protocol, 0,
      ]
      if let report = interface.report {
        // HID descriptor: bcdHID 1.11, one report descriptor (HID 1.11, 6.2.1).
        body += [9, 0x21, 0x11, 0x01, 0, 1, 0x22, UInt8(truncatingIfNeeded: report.count), UInt8(report.count >> 8)]
        reports[interface.number] = report
      }
      body += interface.extra + interface.endpoints.flatMap(\.bytes)
    }
    let total = 9 + body.count
    configuration =
      [9, 2, UInt8(truncatingIfNeeded: total), UInt8(total >> 8), UInt8(interfaces.count), 1, 0, 0x80, 50] + body
  }
}
