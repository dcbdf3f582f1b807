import Drivers
import PosModel
import Reactor
import Transports

/// The `transport` of a `[[device]]`: `tcp://…`, `serial:///…`, `usb://…`, `evdev:///…`.
enum ConfiguredTransport {
  static func parse(_ text: String) throws(PosError) -> ConfiguredDevice.Attachment {
    guard let separator = text.firstRange(of: "://") else { throw unknown(text) }
    let rest = String(text[separator.upperBound...])
    switch text[..<separator.lowerBound] {
    case "tcp": return try tcp(rest)
    case "serial": return .serial(try serial(rest))
    case "usb": return .match(try usb(rest))
    case "evdev": return .evdev(path: try evdev(rest))
    default: throw unknown(text)
    }
  }

  private static func unknown(_ text: String) -> PosError {
    PosError(
      .illegal, "cannot be \"\(text)\"",
      remedy:
        "write tcp://HOST:PORT, serial:///dev/PATH?baud=9600 usb://VID:PID/SERIAL or evdev:///dev/input/by-path/NAME")
  }

  /// `192.0.2.10:9100`, `printer.local`, `[2001:db8::1]:9100`; the port is 9100 when it is not given.
  private static func tcp(_ text: String) throws(PosError) -> ConfiguredDevice.Attachment {
    var host = text[...]
    var port: Substring?
    if text.hasPrefix("["), let end = text.firstIndex(of: "]") {
      host = text[text.index(after: text.startIndex)..<end]
      let rest = text[text.index(after: end)...]
      if rest.hasPrefix(":") { port = rest.dropFirst() } else if !rest.isEmpty { host = "" }
    } else if let colon = text.lastIndex(of: ":") {
      host = text[..<colon]
      port = text[text.index(after: colon)...]
      if host.contains(":") {
        throw PosError(.illegal, "has an IPv6 address without brackets", remedy: "write tcp://[2001:db8::1]:9100")
      }
    }
    let isName = host.utf8.allSatisfy {
      (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?")
    }
    guard !host.isEmpty, host.utf8.count <= 253, isName else {
      throw PosError(.illegal, "has no usable host name", remedy: "write tcp://192.0.2.10:9100")
    }
    guard let port else { return .tcp(host: String(host), port: 9_100) }
    guard let number = Int(port), (1...65_535).contains(number) else {
      throw PosError(.illegal, "has the port \"\(port)\"", remedy: "a port is a number from 1 to 65535, mostly 9100")
    }
    return .tcp(host: String(host), port: number)
  }

  /// `/dev/ttyUSB0?baud=9600&parity=even&data=8&stop=1&flow=none`
  private static func serial(_ text: String) throws(PosError) -> SerialAddress {
    let parts = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    guard let path = parts.first, path.hasPrefix("/"), path.utf8.count < 4_096 else {
      throw PosError(.illegal, "has no absolute path", remedy: "write three slashes: serial:///dev/ttyUSB0?baud=9600")
    }
    var address = SerialAddress(path: String(path))
    guard parts.count == 2 else { return address }
    for option in parts[1].split(separator: "&") {
      let pair = option.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map { String($0) }
      let value = pair.count == 2 ? pair[1] : ""
      switch pair[0] {
      case "baud": address.baud = try number(option, in: 50...4_000_000)
      case "data": address.dataBits = try number(option, in: 5...8)
      case "stop": address.stopBits = try number(option, in: 1...2)
      case "parity":
        guard let parity = SerialAddress.Parity(rawValue: value) else {
          throw PosError(.illegal, "has \(option)", remedy: "parity is none, even or odd")
        }
        address.parity = parity
      case "flow":
        guard let flow = SerialAddress.FlowControl(rawValue: value) else {
          throw PosError(.illegal, "has \(option)", remedy: "flow is none, hardware or software")
        }
        address.flow = flow
      default:
        let near = nearestWord(to: pair[0], in: ["baud", "data", "stop", "parity", "flow"])
        throw PosError(
          .illegal, "has the unknown option \"\(pair[0])\"",
          remedy: near.map { "did you mean \"\($0)\"?" } ?? "the options are baud, data, stop, parity, flow")
      }
    }
    return address
  }

  /// Only nodes that keep their names: `event5` is another keyboard after the next start, perhaps the cashier's.
  private static func evdev(_ path: String) throws(PosError) -> String {
    let folders = ["/dev/input/by-id/", "/dev/input/by-path/", "/dev/posd/"]
    let name = folders.lazy.compactMap { path.hasPrefix($0) ? path.dropFirst($0.utf8.count) : nil }.first
    guard let name, !name.isEmpty, !name.contains("/"), name != "..", path.utf8.count < 4_096 else {
      throw PosError(
        .illegal, "has no node that stays the same",
        remedy: "write evdev:///dev/input/by-path/NAME, or let a udev rule make a link in /dev/posd for Bluetooth")
    }
    return path
  }

  private static func number(_ option: Substring, in range: ClosedRange<Int>) throws(PosError) -> Int {
    let value = option.split(separator: "=", maxSplits: 1).last.flatMap { Int($0) }
    if let value, range.contains(value) { return value }
    throw PosError(.illegal, "has \(option)", remedy: "it is a number from \(range.lowerBound) to \(range.upperBound)")
  }

  /// `04b8:0202`, `04b8:0202/SERIAL`
  private static func usb(_ text: String) throws(PosError) -> ConfiguredMatch {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map { String($0) }
    if parts.count == 2, parts[1].isEmpty {
      throw PosError(.illegal, "has an empty serial number", remedy: "write usb://04b8:0202 or usb://04b8:0202/SERIAL")
    }
    return try ConfiguredMatch(usb: parts[0], serial: parts.count == 2 ? parts[1] : nil)
  }
}
