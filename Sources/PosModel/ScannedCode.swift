/// One complete scan. Its contents may be a payment code: descriptions never show them.
package struct ScannedCode: Hashable, Sendable, CustomStringConvertible {
  /// The bytes as the scanner sent them, without framing and without the AIM id.
  package var raw: [UInt8]
  /// The AIM identifier, if the scanner sent one: `]E0` (ISO/IEC 15424).
  package var aim: String?

  package init(raw: [UInt8], aim: String? = nil) {
    self.raw = raw
    self.aim = aim
  }

  package var description: String { "ScannedCode(\(raw.count) bytes, \(aim ?? "no AIM id"))" }
}

extension ScannedCode: CustomReflectable {
  package var customMirror: Mirror { Mirror(self, children: ["bytes": raw.count]) }
}
