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

  private let modes: Int
  private let latch: [Int]
  private let shift: [Int]

  /// `latch`: what it costs to change from one mode to another, by whatever way. `shift`: what it costs to set one step of
  /// another mode and to come back; `never` where there is no such shift.
  init(latch: [[Int]], shift: [[Int]]) {
    modes = latch.count
    self.latch = latch.flatMap { $0 }
    self.shift = shift.flatMap { $0 }
  }

  /// `steps` takes each step that may be done at a place in a mode. `never` when there is no way.
  func least(
    _ count: Int, from start: Int = 0, steps: (_ index: Int, _ mode: Int, _ take: (Step) -> Void) -> Void
  ) -> Int {
    var rest = [Int](repeating: 0, count: (count + 1) * modes)
    var stay = [Int](repeating: Self.never, count: modes)
    for index in stride(from: count - 1, through: 0, by: -1) {
      for mode in 0..<modes { stay[mode] = Self.never }
      for mode in 0..<modes {
        steps(index, mode) { step in
          guard index + step.count <= count else { return }
          let behind = (index + step.count) * modes
          stay[mode] = min(stay[mode], step.cost + rest[behind + step.mode])
          for from in 0..<modes where shift[from * modes + mode] < Self.never {
            stay[from] = min(stay[from], shift[from * modes + mode] + step.cost + rest[behind + from])
          }
        }
      }
      for from in 0..<modes {
        var best = Self.never
        for mode in 0..<modes { best = min(best, latch[from * modes + mode] + stay[mode]) }
        rest[index * modes + from] = best
      }
    }
    return rest[start]
  }
}
