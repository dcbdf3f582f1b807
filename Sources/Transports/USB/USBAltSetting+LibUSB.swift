import CLibUSB

extension USBAltSetting {
  /// The settings of one interface in the active configuration; empty when there is no such interface.
  static func all(of interface: Int, in configuration: libusb_config_descriptor) -> [USBAltSetting] {
    let interfaces = UnsafeBufferPointer(start: configuration.interface, count: Int(configuration.bNumInterfaces))
    for candidate in interfaces {
      let settings = UnsafeBufferPointer(start: candidate.altsetting, count: max(0, Int(candidate.num_altsetting)))
      if settings.first.map({ Int($0.bInterfaceNumber) }) == interface {
        return settings.map { USBAltSetting($0) }
      }
    }
    return []
  }

  private init(_ descriptor: libusb_interface_descriptor) {
    let endpoints = UnsafeBufferPointer(start: descriptor.endpoint, count: Int(descriptor.bNumEndpoints))
    let extra = UnsafeBufferPointer(start: descriptor.extra, count: max(0, Int(descriptor.extra_length)))
    self.init(
      number: Int(descriptor.bAlternateSetting), classCode: descriptor.bInterfaceClass,
      protocol: descriptor.bInterfaceProtocol, endpoints: endpoints.map { Endpoint($0) },
      reportDescriptorLength: Self.reportDescriptorLength(inExtra: Array(extra)))
  }

  /// Walks the class descriptors behind an interface descriptor: length, type, …; the HID descriptor is type 21 and lists
  /// its class descriptors from byte 6 on as type (22 is the report descriptor) and length.
  static func reportDescriptorLength(inExtra bytes: [UInt8]) -> Int? {
    var start = 0
    while start + 2 <= bytes.count {
      let length = Int(bytes[start])
      guard length >= 2, start + length <= bytes.count else { return nil }
      if bytes[start + 1] == 0x21 {
        var entry = start + 6
        while entry + 3 <= start + length {
          if bytes[entry] == 0x22 { return Int(bytes[entry + 1]) | Int(bytes[entry + 2]) << 8 }
          entry += 3
        }
      }
      start += length
    }
    return nil
  }
}

extension USBAltSetting.Endpoint {
  fileprivate init(_ descriptor: libusb_endpoint_descriptor) {
    let kind: USBAltSetting.Kind =
      switch descriptor.bmAttributes & 0x03 {
      case 0: .control
      case 1: .isochronous
      case 2: .bulk
      default: .interrupt
      }
    // Bits 11 and 12 are additional transactions of high-speed endpoints.
    self.init(
      address: descriptor.bEndpointAddress, kind: kind, maximumPacket: Int(descriptor.wMaxPacketSize & 0x07FF))
  }
}
