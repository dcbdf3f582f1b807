import HIDReports

/// How a scanner types, where that is not what most do.
package struct KeyboardSettings: Hashable, Sendable {
  /// Text that a scanner types in place of another one: `{GS}` for GS.
  package struct Replacement: Hashable, Sendable {
    package var typed: [UInt8]
    package var meant: [UInt8]

    package init(typed: [UInt8], meant: [UInt8]) {
      self.typed = typed
      self.meant = meant
    }
  }

  /// The country of the keyboard, a name of `KeyboardLayout`.
  package var layout: String
  package var capsLock: KeyboardDecoder.CapsLock
  package var altCodes: AltCodes
  /// What keys without a character stand for, by their usage.
  package var functionKeys: [UInt8: UInt8]
  /// The longer ones first.
  package var replacements: [Replacement]
  /// The keys that end a scan; empty with `DriverSettings.Framing.idle` only.
  package var terminators: Set<KeyboardOutput.Terminator>
  /// What the scanner puts round a code, and is no part of it.
  package var prefix: [UInt8]
  package var suffix: [UInt8]

  package init(
    layout: String = "us", capsLock: KeyboardDecoder.CapsLock = .follow, altCodes: AltCodes = .automatic,
    functionKeys: [UInt8: UInt8] = [:], replacements: [Replacement] = [],
    terminators: Set<KeyboardOutput.Terminator> = Set(KeyboardOutput.Terminator.allCases), prefix: [UInt8] = [],
    suffix: [UInt8] = []
  ) {
    self.layout = layout
    self.capsLock = capsLock
    self.altCodes = altCodes
    self.functionKeys = functionKeys
    self.replacements = replacements
    self.terminators = terminators
    self.prefix = prefix
    self.suffix = suffix
  }
}
