import HIDReports
import PosModel

/// What a scanner has typed of a code so far.
struct TypedText: Sendable {
  private var text: [UInt8] = []
  private var codes: [AltCodes.Code] = []
  /// A key that stands for nothing was typed: what the code is cannot be known.
  var isUnreadable = false
  /// What function keys after the data stand for; nil: a key that nobody knows.
  private var pending: [UInt8?] = []

  /// The keys that were pressed for it, those that type nothing included.
  private(set) var strokes: KeyStrokes?

  var isEmpty: Bool { text.isEmpty && codes.isEmpty && !isUnreadable }
  /// As many bytes as it can become, before replacements.
  var count: Int { text.count + codes.count * 3 + pending.count }
  private var hasCharacters: Bool { !text.isEmpty || !codes.isEmpty }

  mutating func append(_ character: Unicode.Scalar) {
    settle()
    if character.isASCII {
      text.append(UInt8(truncatingIfNeeded: character.value))
    } else {
      text += String(character).utf8
    }
  }

  mutating func append(altCode number: Int, leadingZero: Bool) {
    settle()
    codes.append(AltCodes.Code(place: text.count, number: number, hasLeadingZero: leadingZero))
  }

  /// Before the data it is a prefix, after them a suffix; between them it stands for `character`, or for what we cannot know.
  mutating func appendFunctionKey(_ character: UInt8?) {
    if hasCharacters { pending.append(character) }
  }

  /// What comes now shows that the function keys stood between the data.
  private mutating func settle() {
    guard !pending.isEmpty else { return }
    if pending.contains(nil) { isUnreadable = true }
    text += pending.compactMap { $0 }
    pending.removeAll()
  }

  mutating func removeAll() {
    text.removeAll(keepingCapacity: true)
    codes.removeAll(keepingCapacity: true)
    isUnreadable = false
    pending.removeAll()
    strokes = nil
  }

  mutating func press(_ now: Instant) {
    if strokes == nil { strokes = KeyStrokes(first: now) } else { strokes?.press(now) }
  }

  /// The keys so far typed nothing: they belong to the scan before, or to none.
  mutating func forgetStrokes() { strokes = nil }

  /// The bytes of the code; nil if they cannot be known.
  func code(_ settings: KeyboardSettings) -> [UInt8]? {
    guard !isUnreadable, var code = settings.altCodes.resolve(text, codes) else { return nil }
    if !settings.replacements.isEmpty { code = Self.replace(settings.replacements, in: code) }
    if !settings.prefix.isEmpty, code.starts(with: settings.prefix) { code.removeFirst(settings.prefix.count) }
    if !settings.suffix.isEmpty, code.suffix(settings.suffix.count).elementsEqual(settings.suffix) {
      code.removeLast(settings.suffix.count)
    }
    return code
  }

  private static func replace(_ replacements: [KeyboardSettings.Replacement], in code: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(code.count)
    var index = 0
    while index < code.count {
      if let found = replacements.first(where: { !$0.typed.isEmpty && code[index...].starts(with: $0.typed) }) {
        result += found.meant
        index += found.typed.count
      } else {
        result.append(code[index])
        index += 1
      }
    }
    return result
  }
}
