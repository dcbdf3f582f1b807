/// The bytes of the barcodes and symbols of a composition, kept from the layout, which has to know them, for the encoder.
///
/// They follow from the codes and the profile, so they make no difference between two compositions.
struct CodeBytes: Hashable, Sendable {
  /// The id of the profile for which they were made.
  private var profile: String?
  private var barcodes: [(code: Barcode, bytes: [UInt8])] = []
  private var symbols: [(code: Symbol, bytes: [UInt8])] = []

  mutating func keep(_ bytes: [UInt8], of barcode: Barcode, for profile: String) {
    self.profile = profile
    barcodes.append((barcode, bytes))
  }

  mutating func keep(_ bytes: [UInt8], of symbol: Symbol, for profile: String) {
    self.profile = profile
    symbols.append((symbol, bytes))
  }

  func isFor(_ profile: String) -> Bool { self.profile == profile }

  func bytes(of barcode: Barcode) -> [UInt8]? { barcodes.first { $0.code == barcode }?.bytes }

  func bytes(of symbol: Symbol) -> [UInt8]? { symbols.first { $0.code == symbol }?.bytes }

  static func == (left: CodeBytes, right: CodeBytes) -> Bool { true }

  func hash(into hasher: inout Hasher) {}
}
