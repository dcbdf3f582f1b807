import Barcodes
import PosModel
import PosProtocol

extension ScannerData {
  /// What a scan is to a POS program: its text, what kind of code it was, what a label says, what else it may be, and
  /// whether it may pay for something.
  package init(_ code: ScannedCode, rules: ScanRules = ScanRules()) {
    let reading = ScanReading(
      code.raw, aim: code.aim.flatMap { AIMIdentifier($0) }, maker: code.symbology.flatMap { Symbology(rawValue: $0) },
      rules: rules)
    self.init(
      text: reading.text.text, raw: code.raw, symbology: reading.symbology.rawValue, aim: code.aim,
      upos: reading.scanDataType, gtin14: reading.gtin14, secret: reading.isSecret)
    charset = reading.text.charset
    eci = reading.text.eci
    addOn = reading.addOn
    if let message = reading.gs1 {
      gs1 = message.elements.map(ScannedElement.init)
      if !message.warnings.isEmpty { gs1Warnings = message.warnings.map(ScannedWarning.init) }
    }
    if !reading.candidates.isEmpty { candidates = reading.candidates.map(ScannedCandidate.init) }
    keys = code.strokes?.count
    tookMs = (code.strokes.map { $0.last - $0.first } ?? code.span).map { ($0 / .microseconds(100)).rounded() / 10 }
  }
}

extension ScannedElement {
  fileprivate init(_ element: GS1Message.Element) {
    self.init(ai: element.ai, value: String(decoding: element.value, as: UTF8.self), title: element.title)
  }
}

extension ScannedWarning {
  fileprivate init(_ warning: GS1Message.Warning) {
    self.init(code: warning.code, ai: warning.ai, place: warning.place, message: warning.message)
  }
}

extension ScannedCandidate {
  fileprivate init(_ candidate: ScanCandidate) {
    self.init(kind: candidate.kind.rawValue, reason: candidate.reason)
    pattern = candidate.scaleLabel?.pattern
    item = candidate.scaleLabel?.item
    amount = candidate.scaleLabel?.amount
    weight = candidate.scaleLabel?.weight
    quantity = candidate.scaleLabel?.quantity
    provider = candidate.payment?.rawValue
    number = candidate.number
    issuer = candidate.issuer
  }
}
