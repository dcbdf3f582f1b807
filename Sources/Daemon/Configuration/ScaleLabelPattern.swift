/// How the shop's scales write their labels: `26IIIIIAAAAAQQQQQC`.
///
/// Digits stand for themselves, `I` is the item, `A` the amount, `Q` the quantity, `C` the check digit.
package struct ScaleLabelPattern: Hashable, Sendable, CustomStringConvertible {
  package let description: String

  /// nil unless it is 8 to 24 of these characters, with an item and a check digit that, if any, comes last.
  package init?(_ text: String) {
    let letters = Array(text.utf8)
    let known = letters.allSatisfy { letter in
      (0x30...0x39).contains(letter) || "IAQC".utf8.contains(letter)
    }
    let check = letters.firstIndex(of: UInt8(ascii: "C"))
    guard known, (8...24).contains(letters.count), letters.contains(UInt8(ascii: "I")),
      check == nil || check == letters.count - 1
    else { return nil }
    description = text
  }
}
