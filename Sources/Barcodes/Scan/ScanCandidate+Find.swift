extension ScanCandidate {
  /// What these data may be beside what their symbology says, the shop's own rules first.
  package static func find(in data: [UInt8], _ symbology: Symbology, _ rules: ScanRules) -> [ScanCandidate] {
    // Most scans end here: nothing of this kind is that short or holds element strings.
    guard data.count >= 4, !symbology.isGS1 else { return [] }
    var found: [ScanCandidate] = []
    for rule in rules.prefixes where data.starts(with: rule.prefix.utf8) {
      found.append(ScanCandidate(rule.kind, "it begins with \(rule.prefix), which the configuration names"))
    }
    guard data.count <= 24, data.allSatisfy(CheckDigit.isDigit) else { return found }
    let digits = symbology == .upcA && data.count == 12 ? [0x30] + data : data
    switch symbology {
    case .ean13, .upcA, .ean8, .code128, .itf, .unknown, .other, .qr: scaleLabels(digits, data, rules, &found)
    default: break
    }
    if let payment = PaymentCode(data, symbology) {
      found.append(ScanCandidate(.payment, payment.reason, payment: payment))
    }
    if symbology.isRetail || symbology == .unknown {
      retail(AddOn.split(data, symbology).map { $0.main } ?? digits[...], &found)
    }
    return found
  }

  private static func scaleLabels(
    _ digits: [UInt8], _ data: [UInt8], _ rules: ScanRules, _ found: inout [ScanCandidate]
  ) {
    if rules.scaleLabels.isEmpty {
      guard digits[0] == 0x32 || digits.starts(with: "02".utf8) else { return }
      for pattern in ScaleLabelPattern.common {
        guard let label = pattern.read(digits) else { continue }
        let proof = label.isPriceChecked ? "its price check digit is right, and " : ""
        found.append(
          ScanCandidate(
            .scaleLabel, "\(proof)the number is the shop's own; no [[scale-label]] is configured", scaleLabel: label))
      }
      return
    }
    for pattern in rules.scaleLabels {
      // A pattern may spell a UPC-A with its twelve digits or as the EAN-13 that it is.
      guard let label = pattern.read(data) ?? (digits.count == data.count ? nil : pattern.read(digits)) else {
        continue
      }
      found.append(ScanCandidate(.scaleLabel, "it fits the configured pattern \(pattern)", scaleLabel: label))
    }
  }

  /// What the prefix of an EAN-13 says (GS1 General Specifications, figure 1.4.2-1).
  private static func retail(_ digits: ArraySlice<UInt8>, _ found: inout [ScanCandidate]) {
    guard digits.count == 13, digits.first == 0x39 || digits.first == 0x36,
      let prefix = GS1Linter.number(digits.prefix(3)), CheckDigit.isValid(digits)
    else { return }
    switch prefix {
    case 690...699:
      found.append(ScanCandidate(.product, "prefixes 690 to 699 are given out by GS1 China", issuer: "GS1 China"))
    case 977:
      found.append(ScanCandidate(.issn, "prefix 977 holds the number of a serial", number: issn(digits)))
    case 978, 979:
      let number = String(decoding: digits, as: UTF8.self)
      if digits.starts(with: "9790".utf8) {
        found.append(ScanCandidate(.ismn, "prefix 979-0 is of printed music", number: number))
      } else {
        found.append(ScanCandidate(.isbn, "prefixes 978 and 979 hold the number of a book", number: number))
      }
    case 981...984, 990...999:
      found.append(ScanCandidate(.coupon, "prefixes 981 to 984 and 99 are of coupons"))
    default: break
    }
  }

  /// `2049-3630`: seven digits and the check digit of ISO 3297, weights 8 to 2 modulo 11.
  private static func issn(_ digits: ArraySlice<UInt8>) -> String {
    let body = Array(digits.dropFirst(3).prefix(7))
    let sum = zip(body, [8, 7, 6, 5, 4, 3, 2]).reduce(0) { $0 + Int($1.0 &- 0x30) * $1.1 }
    let check = (11 - sum % 11) % 11
    let last = check == 10 ? UInt8(ascii: "X") : 0x30 + UInt8(truncatingIfNeeded: check)
    return String(decoding: body[..<4] + [UInt8(ascii: "-")] + body[4...] + [last], as: UTF8.self)
  }
}
