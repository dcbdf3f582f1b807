import PosModel
import Simulator
import Testing

@Suite struct SimulatedUSBDeviceTests {
  private let all: [SimulatedUSBDevice] = [
    .keyboardScanner(), .posScanner(serial: "A1"), .serialScanner(), .printer(serial: "B2"), .vendorClassPrinter(),
  ]

  @Test func `descriptors are as long as they say`() {
    for device in all {
      #expect(device.deviceDescriptor.count == 18)
      let configuration = device.configurationDescriptor
      #expect(Int(configuration[2]) | Int(configuration[3]) << 8 == configuration.count)
      var offset = 0
      var endpoints = 0
      while offset < configuration.count, configuration[offset] > 0 {
        if configuration[offset + 1] == 5 { endpoints += 1 }
        offset += Int(configuration[offset])
      }
      #expect(offset == configuration.count)
      #expect(endpoints == device.interfaces.reduce(0) { $0 + $1.endpoints.count })
    }
  }

  @Test func `a printer announces itself`() {
    let device = SimulatedUSBDevice.printer(serial: "B2")
    // USB 2.0, class per interface, 64-byte packets, 04b8:0e15, release 1.00, three strings, one configuration
    #expect(
      device.deviceDescriptor == [
        18, 1, 0x00, 0x02, 0, 0, 0, 64, 0xB8, 0x04, 0x15, 0x0E, 0x00, 0x01, 1, 2, 3, 1,
      ])
    #expect(device.stringDescriptors[3] == [6, 3, 0x42, 0, 0x32, 0])
    // Interface 0: class 7, subclass 1, protocol 2, two bulk endpoints
    #expect(
      device.configurationDescriptor == [
        9, 2, 32, 0, 1, 1, 0, 0x80, 50, 9, 4, 0, 0, 2, 7, 1, 2, 0, 7, 5, 0x01, 2, 64, 0, 0, 7, 5, 0x82, 2, 64, 0, 0,
      ])
  }

  @Test func `a string that is missing has index 0`() {
    let device = SimulatedUSBDevice(vendorID: 1, productID: 2, manufacturer: nil, product: "P", interfaces: [])
    #expect(Array(device.deviceDescriptor[14...16]) == [0, 1, 0])
    #expect(device.stringDescriptors.count == 2)
  }

  @Test func `the HID POS report descriptor has the length that real scanners announce`() {
    #expect(HIDDescriptors.posScanner.count == 0x90)
    #expect(HIDDescriptors.keyboard.count == 65)
  }

  @Test func `discovery sees the same identity on its port`() {
    let found = SimulatedUSBDevice.posScanner(serial: "A1").discovered(port: "1-1", number: 7)
    #expect(found.port == "1-1")
    #expect(found.number == 7)
    #expect(found.vendorID == 0x0C2E)
    #expect(found.serial == "A1")
    #expect(found.interfaces.map(\.classCode) == [3])
    #expect(found.interfaces[0].reportDescriptor == HIDDescriptors.posScanner)
  }
}
