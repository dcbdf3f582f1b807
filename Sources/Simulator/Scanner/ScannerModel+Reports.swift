import PosModel

extension ScannerModel {
  /// A key down and all keys up for each character: boot keyboard reports of 8 bytes (HID 1.11, appendix B.1).
  func keystrokes(_ bytes: [UInt8], _ style: ControlCharacters) throws(PosError) -> [[UInt8]] {
    var reports: [[UInt8]] = []
    func press(_ key: KeyboardLayoutUS.Key) {
      reports.append([key.modifiers, 0, key.usage, 0, 0, 0, 0, 0])
      reports.append([UInt8](repeating: 0, count: 8))
    }
    for byte in bytes {
      if let key = KeyboardLayoutUS.key(for: byte) {
        press(key)
      } else if byte < 0x20, case .altKeypad = style {
        // Alt stays down while the digits are typed.
        let alt = [KeyboardLayoutUS.leftAlt, 0, 0, 0, 0, 0, 0, 0]
        reports.append(alt)
        for digit in KeyboardLayoutUS.keypadKeys(for: byte) {
          reports.append([KeyboardLayoutUS.leftAlt, 0, digit, 0, 0, 0, 0, 0])
          reports.append(alt)
        }
        reports.append([UInt8](repeating: 0, count: 8))
      } else if let key = KeyboardLayoutUS.controlKey(for: byte) {
        press(key)
      } else {
        throw PosError(
          .illegal, "a keyboard scanner cannot type a character beyond ASCII",
          remedy: "scan it with the HID POS or the serial scanner")
      }
    }
    switch terminator {
    case .enter, .crlf: press(KeyboardLayoutUS.enter)
    case .tab: press(KeyboardLayoutUS.tab)
    case .none: break
    }
    return reports
  }

  /// Input reports 2 of 64 bytes with the id: length, AIM identifier, 56 bytes of data, Code ID, reserved, continued
  /// (layout of Honeywell's firmware).
  func reports(_ code: [UInt8], aim: String) -> [[UInt8]] {
    let chunk = 56
    return stride(from: 0, to: max(1, code.count), by: chunk).map { start in
      let part = code.dropFirst(start).prefix(chunk)
      let isContinued = start + chunk < code.count || (continuesFullReports && part.count == chunk)
      let padding = [UInt8](repeating: 0, count: chunk - part.count)
      return [2, UInt8(part.count)] + Array(aim.utf8) + part + padding + [Self.codeID(aim), 0, isContinued ? 1 : 0]
    }
  }

  /// Honeywell's letter for a symbology.
  private static func codeID(_ aim: String) -> UInt8 {
    switch aim {
    case "]E0", "]E3": UInt8(ascii: "d")
    case "]E4": UInt8(ascii: "D")
    case "]C1": UInt8(ascii: "I")
    case _ where aim.hasPrefix("]A"): UInt8(ascii: "b")
    case _ where aim.hasPrefix("]C"): UInt8(ascii: "j")
    case _ where aim.hasPrefix("]I"): UInt8(ascii: "e")
    case _ where aim.hasPrefix("]Q"): UInt8(ascii: "s")
    case _ where aim.hasPrefix("]d"): UInt8(ascii: "w")
    case _ where aim.hasPrefix("]e"): UInt8(ascii: "y")
    default: 0
    }
  }
}
