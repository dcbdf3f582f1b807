/// A Posiflex USB cash drawer behind its reports of 120 bytes.
package struct HIDDrawerModel: Hashable, Sendable {
  package static let reportLength = 120

  /// What its reports begin with: the low digit of its USB id.
  package let number: UInt8
  package var isOpen = false
  /// It opens with its key only.
  package var isLocked = false
  /// The kicks that it got.
  package private(set) var kicks = 0
  /// Somebody has sent F0: it waits for new firmware and answers nothing.
  package private(set) var isInBootloader = false
  /// Reports that are none of its commands, or not whole.
  package private(set) var unknown = 0

  package init(number: UInt8 = 7) {
    self.number = number
  }

  /// Takes one report; nil where it does not answer.
  package mutating func receive(_ report: [UInt8]) -> [UInt8]? {
    guard !isInBootloader else { return nil }
    guard report.count == Self.reportLength, report[0] == number else {
      unknown += 1
      return nil
    }
    switch report[1] {
    case number:
      kicks += 1
      if !isLocked { isOpen = true }
      return nil
    case number + 1:
      return [number << 4 | (isOpen ? 0 : 1)] + [UInt8](repeating: 0, count: Self.reportLength - 1)
    case 0xF0: isInBootloader = true
    default: unknown += 1
    }
    return nil
  }
}
