/// Where a line may end: at spaces, round East Asian characters but for those that kinsoku keeps together, after
/// hyphens (after JIS X 4051 and GB/T 15834).
package enum Kinsoku {
  package static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "\t" || scalar == "\u{3000}"
  }

  /// Whether a line may end between two clusters that are neighbours.
  package static func mayBreak(
    after left: Unicode.Scalar, wide leftIsWide: Bool, before right: Unicode.Scalar, wide rightIsWide: Bool,
    afterLetter: @autoclosure () -> Bool
  ) -> Bool {
    if isSpace(right) { return false }
    if isSpace(left) { return true }
    guard leftIsWide || rightIsWide else { return isHyphen(left) && afterLetter() && isLetter(right) }
    if neverStarts(right) || neverEnds(left) { return false }
    // A dash or an ellipsis is often two characters.
    return !(left == right && (left == "\u{2014}" || left == "\u{2026}" || left == "\u{2015}"))
  }

  package static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic
  }

  private static func isHyphen(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "-" || scalar == "\u{2010}" || scalar == "\u{2013}"
  }

  static func neverStarts(_ scalar: Unicode.Scalar) -> Bool {
    isIdeograph(scalar) ? false : closing.contains(scalar)
  }

  static func neverEnds(_ scalar: Unicode.Scalar) -> Bool {
    isIdeograph(scalar) ? false : opening.contains(scalar)
  }

  private static func isIdeograph(_ scalar: Unicode.Scalar) -> Bool {
    0x4E00...0x9FFF ~= scalar.value
  }

  private static let closing = Set(
    """
    !),.:;?]}%、。，．：；？！）」』】》〉〕］｝〗〙〛’”…—―‥ー々〻ゝゞヽヾ゛゜〜～・·‐–％‰℃°′″￠¢〞〟｡｣､･ｰﾞﾟ⁈⁉‼
    ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿｧｨｩｪｫｬｭｮｯ
    """.unicodeScalars.filter { $0 != "\n" })

  private static let opening = Set("([{$（「『【《〈〔［｛〖〘〚‘“￥¥＄＃№〝｢£￡€".unicodeScalars)
}
