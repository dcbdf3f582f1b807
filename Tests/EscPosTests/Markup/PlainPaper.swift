import EscPos
import TextEncodings

/// What a composition puts on paper, as plain text; pictures, codes and cuts leave nothing.
///
/// A wide character is followed by spaces, and the place of `moveTo` is rounded to a whole column, as the reference's
/// plain text does.
struct PlainPaper {
  private(set) var text = ""
  private var line = ""
  private var columns = 0
  private var multiplier = 1
  private let narrow: Int

  init(_ composition: Composition, narrow: Int = 12) {
    self.narrow = narrow
    for command in composition.commands { put(command) }
  }

  private mutating func put(_ command: PrintCommand) {
    switch command {
    case .style(let style): multiplier = style.width
    case .text(let text): put(text)
    case .run(let run): put(run.text)
    case .moveTo(let dots):
      let place = (dots + narrow / 2) / narrow
      while columns < place { put(" ", width: 1) }
    case .newline:
      text += line + "\n"
      (line, columns) = ("", 0)
    default: break
    }
  }

  private mutating func put(_ text: String) {
    for character in text { put(character, width: multiplier) }
  }

  private mutating func put(_ character: Character, width: Int) {
    line.append(character)
    line += String(repeating: " ", count: width - 1)
    columns += width
  }
}

extension PlainPaper {
  /// The dots of the widest line of text, with narrow characters of 12 dots and double-byte ones of 24.
  static func widest(_ composition: Composition) -> Int {
    var (widest, x, multiplier) = (0, 0, 1)
    for command in composition.commands {
      switch command {
      case .style(let style): multiplier = style.width
      case .text(let text): x += text.unicodeScalars.reduce(0) { $0 + ($1.value < 0x1100 ? 12 : 24) } * multiplier
      case .run(let run):
        let wide = run.kind == .multiByte ? 24 : 12
        // Combining marks are set together with their letter.
        for scalar in run.text.unicodeScalars where !(0x300..<0x370 ~= scalar.value) {
          x += (scalar.isASCII ? 12 : wide) * multiplier
        }
      case .drawnText(_, let columns): x += columns * 12 * multiplier
      case .drawnLine(let parts, _):
        for part in parts {
          guard case .text(let text) = composition.artwork[part.artwork] else { continue }
          widest = max(widest, part.x + text.width)
        }
      case .moveTo(let dots): x = dots
      case .newline: x = 0
      default: break
      }
      widest = max(widest, x)
    }
    return widest
  }
}

extension String {
  /// With the characters of ASCII for rules.
  var withASCIIRules: String {
    String(map { "─" == $0 ? "-" : "│" == $0 ? "|" : "┌┐└┘├┤┬┴┼".contains($0) ? "+" : $0 })
  }
}
