/// The least that data cost in a code whose encoder changes between modes: a shortest path from its end to its start.
struct ModePath {
  /// So many characters at once, for so much, and the mode behind them.
  struct Step {
    var count = 1
    var cost: Int
    var mode: Int
  }

  /// More than any code holds.
  static let never = 1 << 40

  /// What it costs to change from one mode to another, by whatever way.
  var latch: [[Int]]
  /// What it costs to set one step of another mode and to come back; `never` where there is no such shift.
  var shift: [[Int]]

  /// `steps`: what may stand at a place in a mode. `never` when nothing may.
  func least(_ count: Int, from start: Int = 0, steps: (_ index: Int, _ mode: Int) -> [Step]) -> Int {
    let modes = latch.indices
    var rest = [[Int]](repeating: [Int](repeating: Self.never, count: modes.count), count: count + 1)
    rest[count] = [Int](repeating: 0, count: modes.count)
    for index in stride(from: count - 1, through: 0, by: -1) {
      let choices = modes.map { steps(index, $0).filter { index + $0.count <= count } }
      var stay = [Int](repeating: Self.never, count: modes.count)
      for mode in modes {
        for step in choices[mode] {
          stay[mode] = min(stay[mode], step.cost + rest[index + step.count][step.mode])
          for from in modes where shift[from][mode] < Self.never {
            stay[from] = min(stay[from], shift[from][mode] + step.cost + rest[index + step.count][from])
          }
        }
      }
      for from in modes { rest[index][from] = modes.reduce(Self.never) { min($0, latch[from][$1] + stay[$1]) } }
    }
    return rest[0][start]
  }
}
