import PosModel

extension ScannerModel {
  /// Takes what the host sends on the OUT path: an output report (id first) or serial command bytes.
  package mutating func receive(_ bytes: [UInt8]) {
    switch mode {
    case .keyboard: break
    case .hidPOS: _ = takeReport(bytes)
    case .serial: takeCommand(bytes[...])
    case .snapi, .oem, .ssi: converse(bytes)
    }
  }

  /// Answers a class request: the data stage (empty for OUT), nil for a STALL.
  package mutating func control(_ request: ControlRequest) -> [UInt8]? {
    switch (mode, request.requestType, request.request) {
    case (.keyboard, 0xA1, 0x01):  // GET_REPORT
      return [UInt8](repeating: 0, count: 8)
    case (.keyboard, 0xA1, 0x03):  // GET_PROTOCOL: report protocol
      return [1]
    case (.hidPOS, 0x21, 0x09) where Int(request.index) < reportInterface:  // the lights of its keyboard
      return []
    case (.hidPOS, 0x21, 0x09):  // SET_REPORT
      let isKnown = takeReport(request.data, isFeature: request.value >> 8 == 3)
      return isKnown ? [] : nil
    case (.keyboard, 0x21, 0x09), (.keyboard, 0x21, 0x0B), (.keyboard, 0x21, 0x0A), (.hidPOS, 0x21, 0x0A):
      return []
    case (.snapi, 0x21, 0x09), (.oem, 0x21, 0x09):
      converse(request.data)
      return []
    case (.snapi, 0x21, 0x0A), (.oem, 0x21, 0x0A):
      return []
    case (.serial, 0xA1, 0x21), (.ssi, 0xA1, 0x21):
      // GET_LINE_CODING: 9600 8N1
      return [0x80, 0x25, 0, 0, 0, 0, 8]
    case (.serial, 0x21, 0x20...0x23), (.ssi, 0x21, 0x20...0x23):
      // SET_LINE_CODING, SET_CONTROL_LINE_STATE, SEND_BREAK
      return []
    default:
      return nil
    }
  }

  /// Honeywell's serial commands: SYN T CR starts reading, SYN U CR stops it, SYN BEL CR beeps.
  mutating func takeCommand(_ bytes: ArraySlice<UInt8>) {
    let bytes = Array(bytes)
    for index in bytes.indices.dropLast(2) where bytes[index] == 0x16 && bytes[index + 2] == 0x0D {
      switch bytes[index + 1] {
      case 0x54: triggers += 1
      case 0x07: goodBeeps += 1
      default: break
      }
    }
  }
}
