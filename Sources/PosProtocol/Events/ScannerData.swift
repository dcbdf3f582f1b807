/// `scanner.data`: one complete scan.
package struct ScannerData: Event, Hashable {
  package static let type = "scanner.data"
  package static let permission = Permission.input
  package static let isInput = true
  package static let summary = "One complete scan."
  package static let members = [
    Field(
      "text", .string,
      "The scan as text: by the character sets that the symbol names, else as UTF-8, else as GB18030, else as Latin-1."),
    Field("raw", .base64, "The bytes as the scanner sent them, without framing and AIM identifier."),
    Field("charset", .string, "How the bytes became text; left out for plain ASCII.", optional: true),
    Field(
      "eci", .integer(minimum: 0, maximum: 999_999), "The first extended channel interpretation that the symbol named.",
      optional: true),
    Field("symbology", .string, "ean13, qr, code128, …; unknown if the scanner does not say."),
    Field("aim", .string, "The AIM identifier (ISO/IEC 15424), if the scanner sent one.", optional: true),
    Field("upos", .integer(minimum: 0), "UnifiedPOS ScanDataType (SCAN_SDT_…)."),
    Field("gtin14", .string, "The trade item number in 14 digits.", optional: true),
    Field("addOn", .string, "The two or five digits beside an EAN or UPC.", optional: true),
    Field(
      "gs1", .array(.object(ScannedElement.members)), "The elements of a GS1 label or a GS1 Digital Link, in order.",
      optional: true),
    Field(
      "gs1Warnings", .array(.object(ScannedWarning.members)), "What is not as GS1 wants it; nothing is rejected.",
      optional: true),
    Field(
      "candidates", .array(.object(ScannedCandidate.members)),
      "What it may be beside what its symbology says; the program decides.", optional: true),
    Field("keys", .integer(minimum: 1), "Of a keyboard: how many keys it has pressed for it.", optional: true),
    Field(
      "tookMs", .number,
      "Of a keyboard: from the first of these keys to the last. Of a scan in several reports: from the first to the last.",
      optional: true),
    Field("secret", .boolean, "True for payment codes: do not log or show them."),
  ]

  package var text: String
  package var raw: Base64
  package var charset: String?
  package var eci: Int?
  package var symbology: String
  package var aim: String?
  package var upos: Int
  package var gtin14: String?
  package var addOn: String?
  package var gs1: [ScannedElement]?
  package var gs1Warnings: [ScannedWarning]?
  package var candidates: [ScannedCandidate]?
  package var keys: Int?
  package var tookMs: Double?
  package var secret: Bool

  package init(
    text: String, raw: [UInt8], symbology: String, aim: String?, upos: Int, gtin14: String? = nil, secret: Bool
  ) {
    self.text = text
    self.raw = Base64(raw)
    self.symbology = symbology
    self.aim = aim
    self.upos = upos
    self.gtin14 = gtin14
    self.secret = secret
  }
}

extension ScannerData: CustomStringConvertible, CustomReflectable {
  package var description: String { "ScannerData(\(symbology), \(raw.bytes.count) bytes)" }
  package var customMirror: Mirror { Mirror(self, children: ["symbology": symbology, "bytes": raw.bytes.count]) }
}
