/// The setup stage of a control transfer (USB 2.0, 9.3).
struct Setup {
  var requestType: UInt8
  var request: UInt8
  var value: UInt16
  var index: UInt16
  var length: UInt16

  init(_ bytes: ArraySlice<UInt8>) {
    let bytes = Array(bytes)
    func word(_ offset: Int) -> UInt16 {
      offset + 1 < bytes.count ? UInt16(bytes[offset]) | UInt16(bytes[offset + 1]) << 8 : 0
    }
    requestType = bytes.first ?? 0
    request = bytes.count > 1 ? bytes[1] : 0
    value = word(2)
    index = word(4)
    length = word(6)
  }

  enum Kind { case standard, `class`, vendor, reserved }

  var kind: Kind {
    switch requestType >> 5 & 3 {
    case 0: .standard
    case 1: .class
    case 2: .vendor
    default: .reserved
    }
  }

  /// The interface or endpoint that the request is for.
  var target: UInt8 { UInt8(truncatingIfNeeded: index) }
}

/// What the device says to a control transfer.
enum ControlReply {
  /// The data stage of an IN request, empty for OUT.
  case data([UInt8])
  case stall

  static let done = ControlReply.data([])
}
