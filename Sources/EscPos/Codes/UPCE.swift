/// The zero suppression that makes a UPC-A number a UPC-E one (GS1 General Specifications, 5.2.2.4).
enum UPCE {
  /// The 11 digits of UPC-A for a number system and six digits.
  static func expanded(_ system: UInt8, _ six: [UInt8]) -> [UInt8]? {
    guard six.count == 6 else { return nil }
    let zero = UInt8(ascii: "0")
    let zeros = { (count: Int) in [UInt8](repeating: zero, count: count) }
    switch six[5] {
    case 0x30...0x32: return [system] + six[0..<2] + [six[5]] + zeros(4) + six[2..<5]
    case 0x33: return [system] + six[0..<3] + zeros(5) + six[3..<5]
    case 0x34: return [system] + six[0..<4] + zeros(5) + six[4..<5]
    default: return [system] + six[0..<5] + zeros(4) + six[5...]
    }
  }

  /// The six digits for the first 11 of UPC-A; nil when there are not enough zeros in the right places.
  static func compressed(_ upcA: [UInt8]) -> [UInt8]? {
    guard upcA.count >= 11, upcA[0] == 0x30 || upcA[0] == 0x31 else { return nil }
    let maker = Array(upcA[1..<6])
    let product = Array(upcA[6..<11])
    var six: [UInt8]
    if (0x30...0x32).contains(maker[2]) && maker[3...] == [0x30, 0x30] && product[0..<2] == [0x30, 0x30] {
      six = maker[0..<2] + product[2...] + [maker[2]]
    } else if maker[3...] == [0x30, 0x30] && product[0..<3] == [0x30, 0x30, 0x30] {
      six = maker[0..<3] + product[3...] + [0x33]
    } else if maker[4] == 0x30 && product[0..<4] == [0x30, 0x30, 0x30, 0x30] {
      six = maker[0..<4] + product[4...] + [0x34]
    } else if product[0..<4] == [0x30, 0x30, 0x30, 0x30] && product[4] >= 0x35 {
      six = maker + [product[4]]
    } else {
      return nil
    }
    return expanded(upcA[0], six) == Array(upcA.prefix(11)) ? six : nil
  }
}
