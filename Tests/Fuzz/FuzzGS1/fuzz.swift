import Barcodes

/// A scan with its identifier, under patterns and prefixes: what is said of it keeps its promises.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: start, count: size))
  let aim = AIMIdentifier(prefix: input)
  let raw = aim == nil ? input : Array(input[3...])
  let rules = ScanRules(
    scaleLabels: size % 2 == 0 ? [] : ScaleLabelPattern.common,
    prefixes: [CodePrefix("88", .member), CodePrefix("VIP", .member)])
  let scan = ScanReading(raw, aim: aim, rules: rules)
  precondition(scan.text.data.count <= raw.count, "there are more data than were read")
  if let gtin = scan.gtin14 {
    precondition(gtin.utf8.count == 14 && CheckDigit.isValid(Array(gtin.utf8)), "a wrong trade item number")
  }
  check(scan.gs1)
  check(GS1Message(elementString: raw))
  check(GS1Message(bracketed: raw))
  check(GS1DigitalLink.read(raw))
  for linter in GS1Linter.allCases {
    if let place = linter.fault(in: raw.prefix(99)) { precondition((0...raw.count).contains(place), "a place outside") }
  }
  if let text = String(validating: raw.prefix(24), as: UTF8.self), let pattern = ScaleLabelPattern(text) {
    _ = pattern.read([UInt8](repeating: 0x30, count: text.utf8.count))
  }
  _ = DatalogicLabelID.split(raw)
  return 0
}

private func check(_ message: GS1Message?) {
  guard let message else { return }
  precondition(message.elements.count <= GS1Message.elementLimit, "more elements than the bound")
  precondition(message.warnings.count <= 64, "more warnings than the bound")
  for element in message.elements { precondition((2...4).contains(element.ai.utf8.count), "no identifier") }
  // What has no fault reads the same after it was written.
  if message.warnings.isEmpty && !message.elements.isEmpty {
    let again = GS1Message(elementString: message.elementString())
    precondition(again.elements.map(\.value) == message.elements.map(\.value), "a label changes by writing it")
  }
}
