/// A HID usage: what a control or a collection is for, as page and id (HID 1.11, 5.5).
package struct HIDUsage: Hashable, Sendable, CustomStringConvertible {
  package var page: UInt16
  package var id: UInt16

  package init(page: UInt16, id: UInt16) {
    self.page = page
    self.id = id
  }

  /// Reads `008c:02`: hexadecimal page and id, at most four digits each; nil for anything else.
  package init?(_ text: String) {
    let halves = text.split(separator: ":", omittingEmptySubsequences: false)
    guard halves.count == 2,
      halves.allSatisfy({ (1...4).contains($0.utf8.count) && $0.first != "+" && $0.first != "-" }),
      let page = UInt16(halves[0], radix: 16), let id = UInt16(halves[1], radix: 16)
    else { return nil }
    self.init(page: page, id: id)
  }

  /// `008c:02`, the form that the configuration and the device database use.
  package var description: String {
    let page = String(self.page, radix: 16)
    let id = String(self.id, radix: 16)
    return String(repeating: "0", count: 4 - page.utf8.count) + page + ":" + (id.utf8.count < 2 ? "0" + id : id)
  }
}

extension HIDUsage {
  /// A whole keyboard (HID Usage Tables, page 1).
  package static let keyboard = HIDUsage(page: 0x01, id: 0x06)
  package static let keypad = HIDUsage(page: 0x01, id: 0x07)
  /// A bar code scanner of HID POS (HID POS Usage Tables 1.02, page 8C).
  package static let barcodeScanner = HIDUsage(page: 0x8C, id: 0x02)
}
