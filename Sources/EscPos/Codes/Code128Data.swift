import PosModel

/// What a Code 128 symbol says, and the shortest way to set it.
///
/// In text FNC1 to FNC4 are written U+00F1 to U+00F4, as many encoders have it, since Code 128 itself holds ASCII only.
struct Code128Data: Equatable {
  enum Character: Hashable {
    case ascii(UInt8)
    /// 1 to 4.
    case function(UInt8)
  }

  enum Subset: Int, CaseIterable { case a, b, c }

  /// One symbol character, with what of the data it sets.
  enum Code: Equatable {
    case start(Subset)
    case latch(Subset)
    /// The next character is of the other one of A and B.
    case shift
    case character(Character)
    /// Two digits in subset C.
    case pair(UInt8)
  }

  var characters: [Character]

  init(_ characters: [Character]) { self.characters = characters }

  init(_ text: String) throws(PosError) {
    characters = []
    for (index, scalar) in text.unicodeScalars.enumerated() {
      switch scalar.value {
      case 0...0x7F: characters.append(.ascii(UInt8(truncatingIfNeeded: scalar.value)))
      case 0xF1...0xF4: characters.append(.function(UInt8(truncatingIfNeeded: scalar.value - 0xF0)))
      default:
        throw CodeRules.wrong(
          "Code 128 cannot hold the character at place \(index + 1)", "Code 128 holds ASCII; a QR code holds any text")
      }
    }
    guard !characters.isEmpty else { throw CodeRules.wrong("Code 128 holds no data", "give it data") }
  }

  var text: String {
    var text = ""
    for character in characters {
      switch character {
      case .ascii(let byte): text.unicodeScalars.append(Unicode.Scalar(byte))
      case .function(let number): text.unicodeScalars.append(Unicode.Scalar(0xF0 &+ number))
      }
    }
    return text
  }

  /// The fewest symbol characters, by dynamic programming from the end. `banned`: a pair that is not to be set in C.
  func codes(banned: UInt8? = nil) -> [Code] {
    let count = characters.count
    let never = Int.max / 4
    // What the rest costs from here, per subset; and the step that it begins with.
    var cost = [[Int]](repeating: [0, 0, 0], count: count + 2)
    var choice = [[Code]](repeating: [.shift, .shift, .shift], count: count + 1)
    cost[count + 1] = [never, never, never]
    for index in stride(from: count - 1, through: 0, by: -1) {
      for subset in Subset.allCases {
        var best = never
        var step = Code.shift
        if let (code, length) = direct(index, subset, banned) {
          best = 1 + cost[index + length][subset.rawValue]
          step = code
        } else if subset != .c, sets(characters[index], subset == .a ? .b : .a) {
          best = 2 + cost[index + 1][subset.rawValue]
        }
        cost[index][subset.rawValue] = best
        choice[index][subset.rawValue] = step
      }
      let stay = cost[index]
      for subset in Subset.allCases {
        for other in Subset.allCases where other != subset && stay[other.rawValue] + 1 < cost[index][subset.rawValue] {
          cost[index][subset.rawValue] = stay[other.rawValue] + 1
          choice[index][subset.rawValue] = .latch(other)
        }
      }
    }
    return walk(cost: cost, choice: choice)
  }

  private func walk(cost: [[Int]], choice: [[Code]]) -> [Code] {
    // B before A where it makes no difference: every reader's and printer's habit.
    var subset = Subset.b
    for other in [Subset.c, .a] where cost[0][other.rawValue] < cost[0][subset.rawValue] { subset = other }
    var codes: [Code] = [.start(subset)]
    var index = 0
    while index < characters.count {
      let code = choice[index][subset.rawValue]
      codes.append(code)
      switch code {
      case .latch(let other): subset = other
      case .pair: index += 2
      case .shift:
        codes.append(.character(characters[index]))
        index += 1
      default: index += 1
      }
    }
    return codes
  }

  private func direct(_ index: Int, _ subset: Subset, _ banned: UInt8?) -> (Code, Int)? {
    let character = characters[index]
    guard subset == .c, case .ascii(let tens) = character else {
      return sets(character, subset) ? (.character(character), 1) : nil
    }
    guard index + 1 < characters.count, case .ascii(let ones) = characters[index + 1], CodeRules.isDigit(tens),
      CodeRules.isDigit(ones)
    else { return nil }
    let pair = (tens &- 0x30) &* 10 &+ (ones &- 0x30)
    return pair == banned ? nil : (.pair(pair), 2)
  }

  private func sets(_ character: Character, _ subset: Subset) -> Bool {
    switch (character, subset) {
    case (.ascii(let byte), .a): byte < 0x60
    case (.ascii(let byte), .b): byte >= 0x20
    case (.function, .a), (.function, .b): true
    case (.function(let number), .c): number == 1
    case (.ascii, .c): false
    }
  }
}
