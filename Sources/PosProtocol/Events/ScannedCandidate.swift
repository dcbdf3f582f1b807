/// One thing that a scan may be, as `scanner.data` tells it.
package struct ScannedCandidate: Codable, Hashable, Sendable {
  package static let members = [
    Field(
      "kind",
      .words([
        "scaleLabel", "payment", "product", "isbn", "issn", "ismn", "member", "coupon", "voucher", "giftCard",
        "employee",
      ]), "What it may be."),
    Field("reason", .string, "What it was recognised by."),
    Field("pattern", .string, "Of a scale label: the pattern that it fits.", optional: true),
    Field("item", .string, "Of a scale label: the item, with its zeros.", optional: true),
    Field("amount", .string, "Of a scale label: the price, with a decimal point.", optional: true),
    Field("weight", .string, "Of a scale label: the weight, with a decimal point.", optional: true),
    Field("quantity", .string, "Of a scale label: the quantity, with a decimal point.", optional: true),
    Field(
      "provider", .words(["weChatPay", "alipay", "unionPay", "digitalYuan"]), "Of a payment code: whose it is.",
      optional: true),
    Field("number", .string, "The number in its own form: an ISBN, an ISSN.", optional: true),
    Field("issuer", .string, "Who gave the number out.", optional: true),
  ]

  package var kind: String
  package var reason: String
  package var pattern: String?
  package var item: String?
  package var amount: String?
  package var weight: String?
  package var quantity: String?
  package var provider: String?
  package var number: String?
  package var issuer: String?

  package init(kind: String, reason: String) {
    self.kind = kind
    self.reason = reason
  }
}
