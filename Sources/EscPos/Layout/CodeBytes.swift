/// The bytes of the barcodes and symbols of a composition, kept from the layout, which has to know them, for the encoder.
///
/// They follow from the codes and the profile, so they make no difference between two compositions.
struct CodeBytes: Hashable, Sendable {
  /// The id of the profile for which they were made.
  private var profile: String?
  private var barcodes: [Barcode: [UInt8]] = [:]
  private var symbols: [Symbol: [UInt8]] = [:]

  mutating func keep(_ bytes: [UInt8], of barcode: Barcode, for profile: String) {
    self.profile = profile
    barcodes[barcode] = bytes
  }

  mutating func keep(_ bytes: [UInt8], of symbol: Symbol, for profile: String) {
    self.profile = profile
    symbols[symbol] = bytes
  }

  func isFor(_ profile: String) -> Bool { self.profile == profile }

  func bytes(of barcode: Barcode) -> [UInt8]? { barcodes[barcode] }

  func bytes(of symbol: Symbol) -> [UInt8]? { symbols[symbol] }

  static func == (left: CodeBytes, right: CodeBytes) -> Bool { true }

  func hash(into hasher: inout Hasher) {}
}
