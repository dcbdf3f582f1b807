/// One thing that a scan may be, and why. The POS program decides: only it knows what it waits for.
package struct ScanCandidate: Hashable, Sendable {
  package enum Kind: String, CaseIterable, Hashable, Sendable {
    case scaleLabel, payment, product, isbn, issn, ismn
    case member, coupon, voucher, giftCard, employee
  }

  package var kind: Kind
  /// What it was recognised by.
  package var reason: String
  package var scaleLabel: ScaleLabel?
  /// Whose payment code it is.
  package var payment: PaymentCode?
  /// The number in its own form: an ISBN, an ISSN.
  package var number: String?
  /// Who gave the number out.
  package var issuer: String?

  package init(
    _ kind: Kind, _ reason: String, scaleLabel: ScaleLabel? = nil, payment: PaymentCode? = nil, number: String? = nil,
    issuer: String? = nil
  ) {
    self.kind = kind
    self.reason = reason
    self.scaleLabel = scaleLabel
    self.payment = payment
    self.number = number
    self.issuer = issuer
  }
}
