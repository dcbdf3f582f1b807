extension AIMIdentifier {
  /// FNC1 stood in the first place: the data are element strings of GS1 (ISO/IEC 15424, table F.1).
  package var startsWithFNC1: Bool {
    switch (code, modifierValue) {
    case (UInt8(ascii: "C"), 1), (UInt8(ascii: "d"), 2), (UInt8(ascii: "d"), 5), (UInt8(ascii: "Q"), 3),
      (UInt8(ascii: "Q"), 4), (UInt8(ascii: "J"), 1), (UInt8(ascii: "J"), 4), (UInt8(ascii: "z"), 1),
      (UInt8(ascii: "z"), 4), (UInt8(ascii: "L"), 3), (UInt8(ascii: "K"), 1), (UInt8(ascii: "O"), 5):
      true
    case (UInt8(ascii: "e"), 0...3): true
    default: false
    }
  }

  /// The scanner sends `\nnnnnn` where the character set changes, and doubles every other backslash.
  package var hasECI: Bool {
    switch (code, modifierValue) {
    case (UInt8(ascii: "Q"), 2), (UInt8(ascii: "Q"), 4), (UInt8(ascii: "Q"), 6), (UInt8(ascii: "d"), 4...6),
      (UInt8(ascii: "L"), 1), (UInt8(ascii: "z"), 3...5), (UInt8(ascii: "z"), 9...11), (UInt8(ascii: "J"), 3...5),
      (UInt8(ascii: "h"), 1), (UInt8(ascii: "U"), 2...3):
      true
    default: false
    }
  }
}
