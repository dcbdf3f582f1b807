/// GS ( k (Epson ESC/POS).
enum SymbolCommand {
  /// `parameters` of up to 65,533 bytes.
  static func set(_ cn: UInt8, _ fn: UInt8, _ parameters: [UInt8]) -> [UInt8] {
    let length = parameters.count + 2
    return [0x1D, 0x28, 0x6B, UInt8(truncatingIfNeeded: length), UInt8(truncatingIfNeeded: length >> 8), cn, fn]
      + parameters
  }
}
