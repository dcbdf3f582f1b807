/// The one-time codes that a customer's phone shows to pay: whoever has one can take the money.
package enum PaymentCode {
  /// Whether it may be one. It says yes also for an 18-digit scale label that looks like one: a secret too many does no
  /// harm.
  ///
  /// WeChat Pay: 18 digits from 10 to 15. Alipay: 16 to 24 digits from 25 to 30. UnionPay: 19 digits with 62; digital
  /// yuan: 19 digits with 01.
  package static func isPossible(_ data: [UInt8], _ symbology: Symbology) -> Bool {
    switch symbology {
    case .qr, .code128, .unknown, .other: break
    default: return false
    }
    guard (16...24).contains(data.count), data.allSatisfy({ (0x30...0x39).contains($0) }) else { return false }
    switch Int(data[0] - 0x30) * 10 + Int(data[1] - 0x30) {
    case 10...15: return data.count == 18
    case 25...30: return true
    case 62, 1: return data.count == 19
    default: return false
    }
  }
}
