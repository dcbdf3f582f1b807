/// The one-time codes that a customer's phone shows to pay: whoever has one can take the money.
package enum PaymentCode: String, CaseIterable, Hashable, Sendable {
  /// 18 digits from 10 to 15.
  case weChatPay
  /// 16 to 24 digits from 25 to 30.
  case alipay
  /// 19 digits with 62.
  case unionPay
  /// 19 digits with 01: the digital yuan.
  case digitalYuan

  /// Whose it may be. Alipay's is also the form of an 18-digit scale label: a secret too many does no harm.
  package init?(_ data: [UInt8], _ symbology: Symbology) {
    switch symbology {
    case .qr, .code128, .unknown, .other: break
    default: return nil
    }
    guard (16...24).contains(data.count), data.allSatisfy(CheckDigit.isDigit) else { return nil }
    switch (Int(data[0] - 0x30) * 10 + Int(data[1] - 0x30), data.count) {
    case (10...15, 18): self = .weChatPay
    case (25...30, _): self = .alipay
    case (62, 19): self = .unionPay
    case (1, 19): self = .digitalYuan
    default: return nil
    }
  }

  /// Whether it may be one.
  package static func isPossible(_ data: [UInt8], _ symbology: Symbology) -> Bool {
    PaymentCode(data, symbology) != nil
  }

  var reason: String {
    switch self {
    case .weChatPay: "18 digits beginning with 10 to 15"
    case .alipay: "16 to 24 digits beginning with 25 to 30"
    case .unionPay: "19 digits beginning with 62"
    case .digitalYuan: "19 digits beginning with 01"
    }
  }
}
