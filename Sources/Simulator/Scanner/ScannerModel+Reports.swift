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
}
