import Barcodes
import PosModel
import PosProtocol
import TextEncodings

extension ScannerData {
  /// What a scan is to a POS program: its text, what kind of code it was, and whether it may pay for something.
  package init(_ code: ScannedCode) {
    let symbology = code.aim.flatMap { AIMIdentifier($0) }.map { Symbology($0, length: code.raw.count) } ?? .unknown
    self.init(
      text: Self.text(of: code.raw), raw: code.raw, symbology: symbology.rawValue, aim: code.aim,
      upos: symbology.scanDataType, gtin14: GTIN14.find(in: code.raw, symbology),
      secret: PaymentCode.isPossible(code.raw, symbology))
  }

  /// UTF-8, else GB18030 (most Chinese codes without an ECI), else Latin-1, which takes everything.
  private static func text(of bytes: [UInt8]) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    if let text = TextEncoding.named("gb18030")?.decode(bytes), !text.unicodeScalars.contains("\u{FFFD}") {
      return text
    }
    return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
  }
}
