import Simulator

/// Everything that a device says about itself (USB 2.0, 9.6), as bytes that can also be wrong on purpose.
struct DeviceDescriptors {
  var device: [UInt8]
  var configuration: [UInt8]
  /// By index; index 0 is the list of languages.
  var strings: [[UInt8]]
  /// HID report descriptors by interface number.
  var reports: [UInt8: [UInt8]]

  init(_ source: SimulatedUSBDevice) {
    device = source.deviceDescriptor
    configuration = source.configurationDescriptor
    strings = source.stringDescriptors
    reports = [:]
    for interface in source.interfaces {
      reports[interface.number] = interface.reportDescriptor
    }
  }
}
