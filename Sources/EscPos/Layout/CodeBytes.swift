/// The bytes of the barcodes and symbols of a composition in the order of its commands, kept from the layout, which has to
/// know them, for the encoder.
///
/// They follow from the codes and the profile, so they make no difference between two compositions.
struct CodeBytes: Hashable, Sendable {
  private enum Code: Equatable {
    case barcode(Barcode)
    case symbol(Symbol)
  }

  /// The id of the profile for which they were made.
  private var profile: String?
  private var known: [(code: Code, bytes: [UInt8])] = []
  /// The place of the code that is asked for next.
  private var next = 0

  mutating func keep(_ bytes: [UInt8], of barcode: Barcode, for profile: String) {
    self.profile = profile
    known.append((.barcode(barcode), bytes))
  }

  mutating func keep(_ bytes: [UInt8], of symbol: Symbol, for profile: String) {
    self.profile = profile
    known.append((.symbol(symbol), bytes))
  }

  func isFor(_ profile: String) -> Bool { self.profile == profile }

  /// nil if the code is not the one that comes next.
  mutating func take(_ barcode: Barcode) -> [UInt8]? { take(.barcode(barcode)) }

  mutating func take(_ symbol: Symbol) -> [UInt8]? { take(.symbol(symbol)) }

  private mutating func take(_ code: Code) -> [UInt8]? {
    guard next < known.count, known[next].code == code else { return nil }
    next += 1
    return known[next - 1].bytes
  }

  static func == (left: CodeBytes, right: CodeBytes) -> Bool { true }

  func hash(into hasher: inout Hasher) {}
}
