import PosModel

/// The words of a sidecar.
enum RecordedText {
  /// nil for what a sidecar does not tell: counters, capabilities, logs.
  static func line(_ action: DriverAction) -> String? {
    switch action {
    case .emit(.scan(let code)): "scan \(code.aim ?? "-") \(code.symbology ?? "-") \(escaped(code.raw))"
    case .emit(.scanLost(let loss)): "lost \(loss.rawValue)"
    case .reply(_, .success(.done)): "reply done"
    case .reply(_, .success(.data(let bytes))): "reply data \(escaped(bytes))"
    case .reply(_, .success(.health(let text))): "reply health \(text)"
    case .reply(_, .failure(let error)): "reply failure \(error.code.rawValue)"
    case .fault(let error): "fault \(error.code.rawValue)"
    case .ready: "ready"
    default: nil
    }
  }

  /// Printable ASCII without the percent sign and the space as it is, every other byte as `%XX`; `-` for no bytes.
  static func escaped(_ bytes: [UInt8]) -> String {
    if bytes.isEmpty { return "-" }
    let digits = Array("0123456789ABCDEF".utf8)
    var text: [UInt8] = []
    for byte in bytes {
      let isPlain = (0x21...0x7E).contains(byte) && byte != UInt8(ascii: "%")
      text += isPlain ? [byte] : [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 0x0F)]]
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Bytes as hexadecimal digits without spaces; nil for anything else.
  static func bytes(_ hex: String) -> [UInt8]? {
    let digits = hex.compactMap(\.hexDigitValue)
    guard digits.count == hex.count, digits.count.isMultiple(of: 2) else { return nil }
    return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) }
  }
}
