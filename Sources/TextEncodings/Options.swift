/// The encodings of a printer that have a character, as a set of bits; those preferred first are the lower ones.
struct Options: Hashable {
  /// Bit 0 is the double-byte set, the bits above it are the pages.
  static let pageLimit = 100
  static let multiByte = Options(bits: 1)
  static let none = Options(bits: 0)

  private(set) var bits: UInt128

  static func page(_ index: Int) -> Options { Options(bits: 1 << UInt128(index + 1)) }

  init(bits: UInt128) { self.bits = bits }

  init(_ kind: TextPlanner.Run.Kind?) {
    switch kind {
    case .multiByte: self = .multiByte
    case .page(let index) where 0..<Self.pageLimit ~= index: self = .page(index)
    default: self = .none
    }
  }

  var isEmpty: Bool { bits == 0 }

  func intersection(_ other: Options) -> Options { Options(bits: bits & other.bits) }

  mutating func insert(_ other: Options) { bits |= other.bits }

  mutating func remove(_ other: Options) { bits &= ~other.bits }

  /// The encoding that is preferred among these; drawn if there is none.
  var first: TextPlanner.Run.Kind {
    bits == 0 ? .drawn : bits & 1 == 1 ? .multiByte : .page(bits.trailingZeroBitCount - 1)
  }
}
