/// One complete scan. Its contents may be a payment code: descriptions never show them.
package struct ScannedCode: Hashable, Sendable, CustomStringConvertible {
  /// The bytes as the scanner sent them, without framing and without the AIM id.
  package var raw: [UInt8]
  /// The AIM identifier, if the scanner sent one: `]E0` (ISO/IEC 15424).
  package var aim: String?
  /// The symbology by the scanner maker's own id, in the words of `scanner.data`; nil if it sent none that is known.
  package var symbology: String?
  /// The keys that a keyboard has pressed for it; nil for what is no keyboard.
  package var strokes: KeyStrokes?
  /// From its first report to its last; nil where it came in one, and of keyboards.
  package var span: Duration?

  package init(raw: [UInt8], aim: String? = nil, symbology: String? = nil) {
    self.raw = raw
    self.aim = aim
    self.symbology = symbology
  }

  package var description: String {
    "ScannedCode(\(raw.count) bytes, \(aim ?? "no AIM id")\(symbology.map { ", \($0)" } ?? ""))"
  }
}

extension ScannedCode: CustomReflectable {
  package var customMirror: Mirror { Mirror(self, children: ["bytes": raw.count]) }
}
