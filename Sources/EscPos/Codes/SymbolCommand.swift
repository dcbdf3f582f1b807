/// GS ( k (Epson ESC/POS).
enum SymbolCommand {
  /// Appends one whose parameters are a byte and up to 65,532 others.
  static func append(_ cn: UInt8, _ fn: UInt8, _ first: UInt8, _ others: [UInt8] = [], to bytes: inout [UInt8]) {
    let length = others.count + 3
    bytes.append(0x1D)
    bytes.append(0x28)
    bytes.append(0x6B)
    bytes.append(UInt8(truncatingIfNeeded: length))
    bytes.append(UInt8(truncatingIfNeeded: length >> 8))
    bytes.append(cn)
    bytes.append(fn)
    bytes.append(first)
    bytes.append(contentsOf: others)
  }

  /// `parameters` of up to 65,533 bytes.
  static func set(_ cn: UInt8, _ fn: UInt8, _ parameters: [UInt8]) -> [UInt8] {
    let length = parameters.count + 2
    return [0x1D, 0x28, 0x6B, UInt8(truncatingIfNeeded: length), UInt8(truncatingIfNeeded: length >> 8), cn, fn]
      + parameters
  }
}
