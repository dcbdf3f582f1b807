/// What a label of the shop's own scales says; numbers with a decimal point, as text, so that nothing is rounded.
package struct ScaleLabel: Hashable, Sendable {
  /// The pattern that it was read by.
  package var pattern: String
  package var item: String
  package var amount: String?
  package var weight: String?
  package var quantity: String?
  /// A check digit of its own proves the amount or the weight.
  package var isPriceChecked: Bool
}
