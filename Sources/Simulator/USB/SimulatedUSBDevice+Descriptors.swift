extension SimulatedUSBDevice {
  /// The device descriptor (USB 2.0, 9.6.1).
  package var deviceDescriptor: [UInt8] {
    let names = [manufacturer, product, serial]
    let indexes = names.indices.map { names[$0] == nil ? 0 : UInt8(1 + names[..<$0].count { $0 != nil }) }
    return [18, 1, 0x00, 0x02, deviceClass, 0, 0, 64]
      + Self.bytes(vendorID) + Self.bytes(productID) + Self.bytes(release) + indexes + [1]
  }

  /// The configuration descriptor with everything below it (9.6.3): bus powered, 100 mA.
  package var configurationDescriptor: [UInt8] {
    let body = interfaces.flatMap(\.descriptor)
    return [9, 2] + Self.bytes(UInt16(truncatingIfNeeded: 9 + body.count))
      + [UInt8(truncatingIfNeeded: interfaces.count), 1, 0, 0x80, 50] + body
  }

  /// The string descriptors by index; the first is the list of languages (9.6.7).
  package var stringDescriptors: [[UInt8]] {
    [[4, 3, 0x09, 0x04]]
      + [manufacturer, product, serial].compactMap { $0 }.map { text in
        let units = text.utf16.prefix(126).flatMap(Self.bytes)
        return [UInt8(2 + units.count), 3] + units
      }
  }

  /// USB is little-endian.
  fileprivate static func bytes(_ word: UInt16) -> [UInt8] {
    [UInt8(truncatingIfNeeded: word), UInt8(word >> 8)]
  }
}

extension SimulatedUSBDevice.Interface {
  /// The interface descriptor (9.6.5), the HID descriptor where there is a report descriptor (HID 1.11, 6.2.1), the
  /// endpoints (9.6.6).
  fileprivate var descriptor: [UInt8] {
    var bytes: [UInt8] = [
      9, 4, number, 0, UInt8(truncatingIfNeeded: endpoints.count), classCode, subclass, `protocol`, 0,
    ]
    if let reportDescriptor {
      bytes += [9, 0x21, 0x11, 0x01, 0, 1, 0x22] + Size.bytes(UInt16(truncatingIfNeeded: reportDescriptor.count))
    }
    bytes += classDescriptors
    for endpoint in endpoints {
      bytes += [7, 5, endpoint.address, endpoint.transfer.rawValue] + Size.bytes(endpoint.packetSize)
      bytes.append(endpoint.interval)
    }
    return bytes
  }

  private typealias Size = SimulatedUSBDevice
}
