/// The number that a printer counts by itself and prints (GS C, GS c; Epson ESC/POS, "Counter printing commands").
struct SerialCounter: Hashable, Sendable {
  enum Fill: Hashable, Sendable { case spacesBefore, zerosBefore, spacesBehind }

  /// GS C 0: how many digits; 0 is as many as the number has.
  private var digits = 0
  private var fill = Fill.spacesBefore
  /// It counts from `first` to `last`, down where `first` is the greater one.
  private var first = 1
  private var last = 65_535
  private var step = 1
  /// How often each number is printed; 0 counts no further.
  private var times = 1
  private var printed = 0
  private var value = 1

  /// GS C 0 m n.
  mutating func setLook(_ digits: UInt8, _ fill: UInt8) {
    let fills: [UInt8: Fill] = [0: .spacesBefore, 1: .zerosBefore, 2: .spacesBehind]
    guard digits <= 5, let fill = fills[fill >= 48 ? fill - 48 : fill] else { return }
    (self.digits, self.fill) = (Int(digits), fill)
  }

  /// GS C 1 and GS C ;: what is nil stays.
  mutating func setRange(first: Int?, last: Int?, step: Int?, times: Int?) {
    if let first, first <= 65_535 { self.first = first }
    if let last, last <= 65_535 { self.last = last }
    if let step, step <= 255 { self.step = step }
    if let times, times <= 255 { self.times = times }
    printed = 0
  }

  /// GS C 2.
  mutating func set(_ value: Int) {
    if value <= 65_535 { self.value = value }
  }

  /// What GS c prints; then it counts.
  mutating func next() -> String {
    let isStopped = first == last || step == 0 || times == 0
    if !isStopped { value = inRange(value) }
    let text = look
    if !isStopped {
      printed += 1
      if printed >= times {
        printed = 0
        value = inRange(first < last ? value + step : value - step)
      }
    }
    return text
  }

  /// Behind its end, and before its beginning, it begins anew.
  private func inRange(_ value: Int) -> Int {
    (min(first, last)...max(first, last)).contains(value) ? value : first
  }

  private var look: String {
    let number = String(value)
    guard digits > 0 else { return number }
    let missing = max(0, digits - number.count)
    switch fill {
    case .spacesBefore: return String(repeating: " ", count: missing) + number.suffix(digits)
    case .zerosBefore: return String(repeating: "0", count: missing) + number.suffix(digits)
    case .spacesBehind: return number.suffix(digits) + String(repeating: " ", count: missing)
    }
  }
}
