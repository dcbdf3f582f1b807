import CLibUSB
import Glibc
import PosModel
import Reactor

extension USBClaim {
  /// Opens the device node, takes the interface from its kernel driver and claims it. Blocks for at most some seconds:
  /// a worker's call. What was detached is attached again when it fails.
  static func open(
    _ device: DiscoveredDevice, interface: Int, options: TransportOptions
  ) throws(PosError) -> USBClaim {
    let context = try USBContext.shared()
    let descriptor: OwnedDescriptor
    do throws(SystemError) {
      descriptor = OwnedDescriptor(try syscall("open") { Glibc.open(device.node, O_RDWR | O_CLOEXEC) })
    } catch {
      throw OpenFailure.error(error, opening: device.node)
    }
    var wrapped: OpaquePointer?
    let code = libusb_wrap_sys_device(context.pointer, Int(descriptor.raw), &wrapped)
    guard code == 0, let handle = wrapped else {
      throw failure(code, "libusb_wrap_sys_device", device, interface)
    }
    do throws(PosError) {
      let path = try path(handle, device, interface, options)
      let detached = try claim(handle, device, interface)
      do throws(PosError) {
        if path.mustSelect {
          try check(
            libusb_set_interface_alt_setting(handle, CInt(interface), CInt(path.setting.number)),
            "libusb_set_interface_alt_setting", device, interface)
        }
        let report = path.isHID ? hidReportDescriptor(handle, interface, path.setting) : []
        return USBClaim(
          handle: handle, descriptor: descriptor.release(), interface: interface, path: path, reportDescriptor: report,
          detachedDriver: detached)
      } catch {
        _ = libusb_release_interface(handle, CInt(interface))
        if detached { _ = libusb_attach_kernel_driver(handle, CInt(interface)) }
        throw error
      }
    } catch {
      libusb_close(handle)
      throw error
    }
  }

  private static func path(
    _ handle: OpaquePointer, _ device: DiscoveredDevice, _ interface: Int, _ options: TransportOptions
  ) throws(PosError) -> USBPath {
    var configuration: UnsafeMutablePointer<libusb_config_descriptor>?
    try check(
      libusb_get_active_config_descriptor(libusb_get_device(handle), &configuration),
      "libusb_get_active_config_descriptor", device, interface)
    guard let configuration else { throw PosError(.failure, "\(name(device)) has no active configuration") }
    defer { libusb_free_config_descriptor(configuration) }
    let settings = USBAltSetting.all(of: interface, in: configuration.pointee)
    guard let path = USBPath(settings, quirks: options.quirks) else {
      throw PosError(
        .unsupported, "interface \(interface) of \(name(device)) has no endpoints that posd can use",
        remedy: "replug the device; if that does not help, its firmware sends broken descriptors")
    }
    return path
  }

  /// Whether a kernel driver was detached.
  private static func claim(
    _ handle: OpaquePointer, _ device: DiscoveredDevice, _ interface: Int
  ) throws(PosError) -> Bool {
    let detached: Bool
    switch libusb_detach_kernel_driver(handle, CInt(interface)) {
    case 0: detached = true
    // No driver is bound, or the system knows no such thing.
    case LIBUSB_ERROR_NOT_FOUND.rawValue, LIBUSB_ERROR_NOT_SUPPORTED.rawValue: detached = false
    case let code: throw failure(code, "libusb_detach_kernel_driver", device, interface)
    }
    let code = libusb_claim_interface(handle, CInt(interface))
    if code == 0 { return detached }
    if detached { _ = libusb_attach_kernel_driver(handle, CInt(interface)) }
    throw failure(code, "libusb_claim_interface", device, interface)
  }

  /// HID 1.11, 7.1.1 GET_DESCRIPTOR and 7.2.4 SET_IDLE, as the kernel does for every HID interface that it binds: an
  /// interface that posd takes from boot on has had neither. Empty when the device does not answer.
  private static func hidReportDescriptor(
    _ handle: OpaquePointer, _ interface: Int, _ setting: USBAltSetting
  ) -> [UInt8] {
    // Reports only on changes; many devices stall it.
    _ = libusb_control_transfer(handle, 0x21, 0x0A, 0, UInt16(interface), nil, 0, 1000)
    let length = min(setting.reportDescriptorLength ?? 4096, 4096)
    var bytes = [UInt8](repeating: 0, count: length)
    let count = libusb_control_transfer(handle, 0x81, 0x06, 0x2200, UInt16(interface), &bytes, UInt16(length), 2000)
    return count > 0 ? Array(bytes.prefix(Int(count))) : []
  }

  private static func check(
    _ code: CInt, _ call: String, _ device: DiscoveredDevice, _ interface: Int
  ) throws(PosError) {
    if code != 0 { throw failure(code, call, device, interface) }
  }

  private static func failure(
    _ code: CInt, _ call: String, _ device: DiscoveredDevice, _ interface: Int
  ) -> PosError {
    let cause = "\(call): \(USBError.name(code))"
    switch code {
    case LIBUSB_ERROR_NO_DEVICE.rawValue:
      return PosError(.noHardware, "\(name(device)) is gone", remedy: "plug it in again", cause: cause)
    case LIBUSB_ERROR_ACCESS.rawValue:
      return OpenFailure.error(SystemError(errno: EACCES, call: call), opening: device.node)
    case LIBUSB_ERROR_BUSY.rawValue:
      return busy(device, interface, cause)
    case LIBUSB_ERROR_NO_MEM.rawValue:
      return PosError(
        .failure, "the kernel has no memory for USB transfers left",
        remedy: "raise /sys/module/usbcore/parameters/usbfs_memory_mb, which all programs share", cause: cause)
    default:
      return PosError(
        .failure, "interface \(interface) of \(name(device)) cannot be taken",
        remedy: "replug the device; then try another port or cable", cause: cause)
    }
  }

  /// Names the program that has the node open, or the kernel driver that is bound.
  private static func busy(_ device: DiscoveredDevice, _ interface: Int, _ cause: String) -> PosError {
    let tree = SysfsTree(root: "/sys")
    let driver = tree.names(in: device.syspath).first { name in
      tree.hexadecimal(device.syspath + "/\(name)/bInterfaceNumber", as: Int.self) == interface
    }.flatMap { tree.linkName(device.syspath + "/\($0)/driver") }
    guard let driver, driver != "usbfs" else { return OpenFailure.busy(device.node, cause: cause) }
    return PosError(
      .busy, "interface \(interface) of \(name(device)) is held by the kernel driver \(driver)",
      remedy: "unbind it: echo the interface's name to /sys/bus/usb/drivers/\(driver)/unbind, or blacklist the driver",
      cause: cause)
  }

  private static func name(_ device: DiscoveredDevice) -> String {
    "\(device.product ?? "the USB device") at port \(device.port)"
  }
}
