/// One message of the kernel's host controller to the device.
///
/// Source: Linux Documentation/usb/usbip_protocol.rst; every header is 48 bytes, big-endian.
enum USBIPRequest {
  case submit(Submit)
  case unlink(sequence: UInt32, target: UInt32)

  struct Submit {
    var sequence: UInt32
    var isIn: Bool
    /// Endpoint number without the direction bit.
    var endpoint: UInt8
    var length: Int
    var setup: Setup
    /// OUT: what the host sends.
    var data: [UInt8] = []
  }

  static let headerLength = 48

  /// Takes one whole message off the front of `buffer`; nil while it is not complete, throws on anything unknown.
  static func next(from buffer: inout ArraySlice<UInt8>) throws(USBIPError) -> USBIPRequest? {
    guard buffer.count >= headerLength else { return nil }
    let header = buffer.prefix(headerLength)
    let sequence = word(header, 4)
    switch word(header, 0) {
    case 1:
      let isIn = word(header, 12) == 1
      let length = Int(Int32(bitPattern: word(header, 24)))
      let packets = Int32(bitPattern: word(header, 32))
      // 0 and -1 both mean "not isochronous".
      guard length >= 0, packets <= 0 else { throw .unsupported }
      var submit = Submit(
        sequence: sequence, isIn: isIn, endpoint: UInt8(truncatingIfNeeded: word(header, 16) & 0x0F), length: length,
        setup: Setup(header.suffix(8)))
      let total = headerLength + (isIn ? 0 : length)
      guard buffer.count >= total else { return nil }
      submit.data = Array(buffer.prefix(total).dropFirst(headerLength))
      buffer = buffer.dropFirst(total)
      return .submit(submit)
    case 2:
      buffer = buffer.dropFirst(headerLength)
      return .unlink(sequence: sequence, target: word(header, 20))
    default:
      throw .unsupported
    }
  }

  private static func word(_ header: ArraySlice<UInt8>, _ offset: Int) -> UInt32 {
    header.dropFirst(offset).prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
  }
}

enum USBIPError: Error {
  /// A message that this device server does not speak (isochronous, unknown command).
  case unsupported
}
