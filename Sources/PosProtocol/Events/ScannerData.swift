/// `scanner.data`: one complete scan.
package struct ScannerData: Event, Hashable {
  package static let type = "scanner.data"
  package static let permission = Permission.input
  package static let isInput = true
  package static let summary = "One complete scan."
  package static let members = [
    Field("text", .string, "The scan as text: its bytes read as UTF-8, else as GB18030, else as Latin-1."),
    Field("raw", .base64, "The bytes as the scanner sent them, without framing and AIM identifier."),
    Field("symbology", .string, "ean13, qr, code128, …; unknown if the scanner does not say."),
    Field("aim", .string, "The AIM identifier (ISO/IEC 15424), if the scanner sent one.", optional: true),
    Field("upos", .integer(minimum: 0), "UnifiedPOS ScanDataType (SCAN_SDT_…)."),
    Field("gtin14", .string, "The trade item number in 14 digits.", optional: true),
    Field("secret", .boolean, "True for payment codes: do not log or show them."),
  ]

  package var text: String
  package var raw: Base64
  package var symbology: String
  package var aim: String?
  package var upos: Int
  package var gtin14: String?
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
