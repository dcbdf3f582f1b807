import PosModel

extension ScannerModel {
  /// The code as keys, and the key that ends it.
  func keystrokes(_ bytes: [UInt8], _ style: KeyboardStyle) throws(PosError) -> [[UInt8]] {
    var typing = KeyboardTyping(style)
    try typing.type(bytes)
    switch terminator {
    case .enter, .crlf: typing.press(0x28)
    case .tab: typing.press(0x2B)
    case .none: break
    }
    return typing.reports
  }
}
