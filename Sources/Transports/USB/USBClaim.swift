import CLibUSB
import Glibc
import PosModel

/// A claimed interface of an open device. Its calls block: they run on a worker, one at a time, and none after
/// ``release(reattach:)``.
///
/// Unchecked: libusb locks its handles itself.
final class USBClaim: @unchecked Sendable {
  let handle: OpaquePointer
  let interface: Int
  let path: USBPath
  /// HID only.
  let reportDescriptor: [UInt8]
  /// Whether this opening took the interface from a kernel driver.
  let detachedDriver: Bool
  private let descriptor: CInt

  init(
    handle: OpaquePointer, descriptor: CInt, interface: Int, path: USBPath, reportDescriptor: [UInt8],
    detachedDriver: Bool
  ) {
    self.handle = handle
    self.descriptor = descriptor
    self.interface = interface
    self.path = path
    self.reportDescriptor = reportDescriptor
    self.detachedDriver = detachedDriver
  }

  /// Clears the halts of both directions. Returns 0 or the first libusb error.
  func clearHalts() -> CInt {
    var endpoints: [UInt8] = path.input.map { [$0.address] } ?? []
    switch path.output {
    case .bulk(let address), .interrupt(let address): endpoints.append(address)
    case .none, .setReport: break
    }
    var result: CInt = 0
    for endpoint in endpoints {
      let code = libusb_clear_halt(handle, endpoint)
      if result == 0 { result = code }
    }
    return result
  }

  /// Resets the port; nothing but ``release(reattach:)`` makes sense afterwards. NOT_FOUND, the device coming back as
  /// another one, is success too.
  func reset() -> CInt {
    let code = libusb_reset_device(handle)
    return code == LIBUSB_ERROR_NOT_FOUND.rawValue ? 0 : code
  }

  /// Gives the interface back, to its kernel driver if wanted, and closes. No transfer may be on its way.
  func release(reattach: Bool) {
    // All of it fails when the device is gone, and nothing is left to do about it.
    _ = libusb_release_interface(handle, CInt(interface))
    if reattach { _ = libusb_attach_kernel_driver(handle, CInt(interface)) }
    libusb_close(handle)
    // libusb leaves a wrapped descriptor open.
    _ = Glibc.close(descriptor)
  }
}
