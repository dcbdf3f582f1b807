extension SplitMix {
  mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

  mutating func chance(_ oneIn: Int) -> Bool { number(1...oneIn) == 1 }

  mutating func pick<Element>(_ list: [Element]) -> Element { list[number(0...list.count - 1)] }
}
