import PosModel
import PosProtocol

extension ScannerData {
  init(_ code: ScannedCode) {
    self.init(
      text: String(validating: code.raw, as: UTF8.self)
        ?? String(String.UnicodeScalarView(code.raw.map { Unicode.Scalar($0) })),
      raw: code.raw, symbology: "unknown", aim: code.aim, upos: 0, gtin14: nil, secret: false)
  }
}
