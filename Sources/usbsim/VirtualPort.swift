import Glibc

/// One port of the kernel's virtual host controller with a device in it: a socket pair whose other end is the kernel's.
///
/// Source: Linux drivers/usb/usbip/vhci_sysfs.c, attribute `attach`: "PORT FD DEVID SPEED".
final class VirtualPort {
  static let controller = "/sys/devices/platform/vhci_hcd.0"

  let number: Int
  private let device: BusDevice
  private let loop: EventLoop
  private var descriptor: Int32 = -1
  private var inbox: ArraySlice<UInt8> = []
  /// Called once when the link to the kernel is gone, for whatever reason.
  var onClose: () -> Void = {}

  /// Full speed: 2 (enum usb_device_speed).
  private static let fullSpeed = 2

  init(_ device: BusDevice, port: Int, loop: EventLoop) throws(SimulatorError) {
    self.device = device
    number = port
    self.loop = loop
    var ends: [Int32] = [-1, -1]
    guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0 else {
      throw SimulatorError("socketpair: \(errno)")
    }
    defer { Glibc.close(ends[1]) }
    descriptor = ends[0]
    do {
      try Self.write("\(port) \(ends[1]) \(1 << 16 | port + 1) \(Self.fullSpeed)", to: "\(Self.controller)/attach")
    } catch {
      Glibc.close(descriptor)
      descriptor = -1
      throw error
    }
    device.reply = { [weak self] reply in self?.send(reply.bytes) }
    device.pullPlug = { [weak self] in self?.close() }
    loop.watch(descriptor) { [weak self] in self?.read() }
  }

  /// Pulls the device out; the kernel sees the end of its socket.
  func close() {
    guard descriptor >= 0 else { return }
    loop.forget(descriptor)
    Glibc.close(descriptor)
    descriptor = -1
    onClose()
  }

  private func read() {
    var buffer = [UInt8](repeating: 0, count: 262_144)
    let count = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
    if count < 0 && (errno == EAGAIN || errno == EINTR) { return }
    guard count > 0 else { return close() }
    inbox += buffer.prefix(count)
    do {
      while descriptor >= 0, let request = try USBIPRequest.next(from: &inbox) {
        device.handle(request)
      }
    } catch {
      close()
    }
    if inbox.isEmpty { inbox = [] }
  }

  /// Blocks until the kernel has taken all of it, which it does from a thread of its own.
  private func send(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while descriptor >= 0, !rest.isEmpty {
      let sent = rest.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      if sent < 0 && errno == EINTR { continue }
      guard sent > 0 else { return close() }
      rest = rest.dropFirst(sent)
    }
  }

  private static func write(_ text: String, to path: String) throws(SimulatorError) {
    let file = open(path, O_WRONLY | O_CLOEXEC)
    guard file >= 0 else { throw SimulatorError("no virtual host controller: modprobe vhci-hcd") }
    defer { Glibc.close(file) }
    let bytes = Array(text.utf8)
    guard Glibc.write(file, bytes, bytes.count) == bytes.count else {
      // The kernel answers EINVAL or EBUSY while the last device of the port is still being taken apart.
      throw SimulatorError("busy")
    }
  }
}

/// What went wrong with a command, in words for the one who wrote the scenario.
struct SimulatorError: Error {
  var message: String

  init(_ message: String) {
    self.message = message
  }
}
