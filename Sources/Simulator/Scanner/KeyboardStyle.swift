import HIDReports

/// How a scanner types as a keyboard: what the barcodes of its manual set.
package struct KeyboardStyle: Hashable, Sendable {
  /// How GS and the other characters below space come.
  package enum ControlCharacters: Hashable, Sendable {
    /// GS is Ctrl+].
    case control
    /// GS is Alt+029 on the keypad.
    case altKeypad
    /// GS is F8 (Honeywell).
    case functionKeys
  }

  package enum CapsLock: Hashable, Sendable {
    case off
    /// It is set for a computer on which Caps Lock is on.
    case on
    /// It presses Caps Lock before and after a capital letter.
    case pressed
  }

  /// What it types with Alt on the keypad for a character that its board does not have.
  package enum AltNumber: Hashable, Sendable {
    /// Nothing: the code cannot be typed.
    case none
    /// With a leading zero.
    case windows1252
    case cp437
    case unicode
    case gbk
    /// Each byte of the code.
    case bytes
  }

  package var layout: KeyboardLayout
  package var controls: ControlCharacters
  package var capsLock: CapsLock
  package var altNumber: AltNumber
  /// AltGr comes as left Ctrl with left Alt.
  package var hasControlAlt: Bool

  package init(
    layout: KeyboardLayout = .us, controls: ControlCharacters = .control, capsLock: CapsLock = .off,
    altNumber: AltNumber = .none, hasControlAlt: Bool = false
  ) {
    self.layout = layout
    self.controls = controls
    self.capsLock = capsLock
    self.altNumber = altNumber
    self.hasControlAlt = hasControlAlt
  }

  package static let control = KeyboardStyle()
  package static let altKeypad = KeyboardStyle(controls: .altKeypad)
}
