/// The decoder of a value in a text that is known as a whole, such as JSON: it says what the value is, so that nobody has
/// to try one type after the other.
package protocol TreeDecoder: Decoder {
  /// nil when it is no string.
  var string: String? { get }

  /// Hands out the elements of an array one after the other; false when it is none.
  func eachElement(_ body: (any TreeDecoder) throws -> Void) throws -> Bool

  /// Hands out the names of an object's members in their order, also those that come again, and the places of their
  /// values; false when it is none.
  func eachMember(_ body: (String, Int) throws -> Void) throws -> Bool

  /// The value at a place that `eachMember` told.
  func value(at place: Int) -> any TreeDecoder
}
