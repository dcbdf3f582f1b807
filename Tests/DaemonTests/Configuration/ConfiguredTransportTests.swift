import Drivers
import PosModel
import Reactor
import Testing
import Transports

@testable import Daemon

@Suite struct ConfiguredTransportTests {
  @Test(arguments: [
    ("tcp://192.0.2.10:9100", ConfiguredDevice.Attachment.tcp(host: "192.0.2.10", port: 9_100)),
    ("tcp://printer.local", .tcp(host: "printer.local", port: 9_100)),
    ("tcp://[2001:db8::1]:9101", .tcp(host: "2001:db8::1", port: 9_101)),
    ("tcp://[2001:db8::1]", .tcp(host: "2001:db8::1", port: 9_100)),
    ("serial:///dev/ttyS0", .serial(SerialAddress(path: "/dev/ttyS0"))),
    (
      "serial:///dev/ttyUSB0?baud=2400&parity=even&data=7&stop=2&flow=hardware",
      .serial(
        SerialAddress(path: "/dev/ttyUSB0", baud: 2_400, dataBits: 7, parity: .even, stopBits: 2, flow: .hardware))
    ),
    (
      "evdev:///dev/input/by-path/platform-i8042-serio-1-event-kbd",
      .evdev(
        path: "/dev/input/by-path/platform-i8042-serio-1-event-kbd")
    ),
    ("evdev:///dev/posd/bluetooth-scanner", .evdev(path: "/dev/posd/bluetooth-scanner")),
    ("usb://04b8:0202", .match(ConfiguredMatch(vendorID: 0x04B8, productID: 0x0202))),
    ("usb://04b8:0202/A/B", .match(ConfiguredMatch(vendorID: 0x04B8, productID: 0x0202, serial: "A/B"))),
  ])
  func `an address reads`(text: String, expected: ConfiguredDevice.Attachment) throws {
    #expect(try ConfiguredTransport.parse(text) == expected)
  }

  @Test(arguments: [
    ("192.0.2.10:9100", "tcp://HOST:PORT"), ("udp://192.0.2.10", "tcp://HOST:PORT"), ("tcp://", "host name"),
    ("tcp://:9100", "host name"), ("tcp://host:0", "port"), ("tcp://host:", "port"), ("tcp://host:x", "port"),
    ("tcp://2001:db8::1", "brackets"), ("tcp://[2001:db8::1]9100", "host name"), ("tcp://a b", "host name"),
    ("tcp://host/path", "host name"), ("serial://ttyS0", "three slashes"),
    ("serial:///dev/ttyS0?buad=9600", "did you mean \"baud\"?"), ("serial:///dev/ttyS0?baud=fast", "from 50"),
    ("serial:///dev/ttyS0?parity=mark", "none, even or odd"), ("serial:///dev/ttyS0?baud", "from 50"),
    ("usb://xyz", "four hex digits"), ("usb://04b8:0202/", "serial number"), ("", "tcp://HOST:PORT"),
    ("evdev:///dev/input/event5", "stays the same"), ("evdev:///dev/posd/../input/event5", "stays the same"),
    ("evdev:///dev/input/by-path/", "stays the same"), ("evdev://by-path/x", "stays the same"),
  ])
  func `a bad address says what is wrong`(text: String, hint: String) {
    do throws(PosError) {
      _ = try ConfiguredTransport.parse(text)
      Issue.record("\(text) was accepted")
    } catch {
      #expect(error.code == .illegal)
      #expect((error.message + (error.remedy ?? "")).contains(hint), "\(error)")
    }
  }
}
