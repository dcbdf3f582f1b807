/// What a scanner read, said exactly.
package struct ScanReading: Hashable, Sendable {
  package var text: ScannedText
  package var symbology: Symbology
  /// UnifiedPOS ScanDataType (SCAN_SDT_…).
  package var scanDataType: Int
  package var gtin14: String?
  /// The two or five digits beside an EAN or UPC.
  package var addOn: String?
  /// What a label of GS1 says, or a Digital Link.
  package var gs1: GS1Message?
  package var candidates: [ScanCandidate]
  /// It may be a payment code.
  package var isSecret: Bool

  /// `maker` is the symbology by the scanner maker's own id, where there is one.
  package init(_ raw: [UInt8], aim: AIMIdentifier?, maker: Symbology? = nil, rules: ScanRules = ScanRules()) {
    symbology = Symbology(aim, maker: maker, length: raw.count)
    scanDataType = symbology.scanDataType(aim)
    text = ScannedText(raw, hasECI: aim?.hasECI == true)
    let data = text.data
    gs1 = Self.message(data, symbology, aim)
    gtin14 = gs1.map(\.gtin14) ?? GTIN14.find(in: data, symbology)
    addOn = AddOn.split(data, symbology).map { String(decoding: $0.addOn, as: UTF8.self) }
    candidates = gs1 == nil ? ScanCandidate.find(in: data, symbology, rules) : []
    isSecret = PaymentCode.isPossible(data, symbology)
  }

  private static func message(_ data: [UInt8], _ symbology: Symbology, _ aim: AIMIdentifier?) -> GS1Message? {
    if symbology.isRetail { return nil }
    if symbology.isGS1 || aim?.startsWithFNC1 == true { return GS1Message(elementString: data) }
    switch data.first {
    // FNC1 in the first place, of scanners that send it as a character and no identifier.
    case GS1Message.separator:
      guard symbology.holdsText || symbology == .code128 || symbology == .unknown else { return nil }
      let message = GS1Message(elementString: data)
      return message.elements.isEmpty ? nil : message
    case UInt8(ascii: "h"), UInt8(ascii: "H"):
      return symbology.holdsText || symbology == .unknown ? GS1DigitalLink.read(data) : nil
    case UInt8(ascii: "("):
      return symbology.holdsText || symbology == .code128 || symbology == .unknown
        ? GS1Message(bracketed: data).flatMap { $0.warnings.isEmpty ? $0 : nil } : nil
    default: return nil
    }
  }
}
