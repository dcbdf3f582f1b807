/// What the shop has said about its own codes.
package struct ScanRules: Hashable, Sendable {
  /// Empty: the common layouts are tried, each as one of several candidates.
  package var scaleLabels: [ScaleLabelPattern]
  package var prefixes: [CodePrefix]

  package init(scaleLabels: [ScaleLabelPattern] = [], prefixes: [CodePrefix] = []) {
    self.scaleLabels = scaleLabels
    self.prefixes = prefixes
  }
}

/// A code that begins like this is one of the shop's own.
package struct CodePrefix: Hashable, Sendable {
  package var prefix: String
  package var kind: ScanCandidate.Kind

  package init(_ prefix: String, _ kind: ScanCandidate.Kind) {
    self.prefix = prefix
    self.kind = kind
  }

  /// The words that a configuration may use.
  package static let kinds: [ScanCandidate.Kind] = [.member, .coupon, .voucher, .giftCard, .employee]
}
