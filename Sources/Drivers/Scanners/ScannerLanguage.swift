/// What a scanner's own language has for the commands that any scanner is given.
struct ScannerLanguage: Sendable {
  /// The mode, as `check` calls it.
  var mode: String
  var enable: [UInt8]
  var disable: [UInt8]
  var goodBeep: [UInt8]
  var errorBeep: [UInt8]
  /// The trigger; nil where no command pulls it.
  var pull: [UInt8]?
  var letGo: [UInt8]?
  /// A question for the external check; nil: it beeps.
  var askStatus: [UInt8]?
  /// For direct I/O, in bytes.
  var longestCommand: Int
  /// What a command is made of, where it is not the bytes that are sent.
  var commandRemedy: String?

  func reading(_ on: Bool) -> [UInt8] { on ? enable : disable }
}
