import Drivers
import HIDReports
import PosModel

/// What a `[[device]]` says of the way in which a scanner types; nil where it says nothing.
package struct ConfiguredKeyboard: Hashable, Sendable {
  package var layout: String?
  package var capsLock: KeyboardDecoder.CapsLock?
  package var altCodes: AltCodes?
  package var functionKeys: [UInt8: UInt8]?
  package var replacements: [KeyboardSettings.Replacement]?
  package var terminators: Set<KeyboardOutput.Terminator>?
  package var prefix: [UInt8]?
  package var suffix: [UInt8]?

  package init() {}

  func apply(to settings: inout KeyboardSettings) {
    if let layout { settings.layout = layout }
    if let capsLock { settings.capsLock = capsLock }
    if let altCodes { settings.altCodes = altCodes }
    if let functionKeys { settings.functionKeys = functionKeys }
    if let replacements { settings.replacements = replacements }
    if let terminators { settings.terminators = terminators }
    if let prefix { settings.prefix = prefix }
    if let suffix { settings.suffix = suffix }
  }
}

extension ConfiguredKeyboard {
  private struct Word: RawRepresentable {
    var rawValue: String
  }

  private static let longestAffix = 64

  init(reading table: inout TableReader) {
    layout = table.word("layout", of: KeyboardLayout.all.map { Word(rawValue: $0.name) })?.rawValue
    capsLock = table.word("caps-lock", of: KeyboardDecoder.CapsLock.allCases)
    altCodes = table.word("alt-codes", of: AltCodes.allCases)
    functionKeys =
      table.isText("function-keys")
      ? table.word("function-keys", of: ControlKeys.allCases)?.table
      : table.pairs("function-keys").map { Self.functionKeys($0, table) }
    replacements = table.pairs("replace").map { Self.replacements($0, table) }
    let words = table.words("terminators", of: KeyboardOutput.Terminator.allCases.map { Word(rawValue: $0.word) })
    terminators = words.map { words in
      Set(KeyboardOutput.Terminator.allCases.filter { key in words.contains { $0.rawValue == key.word } })
    }
    prefix = Self.affix("prefix", &table)
    suffix = Self.affix("suffix", &table)
  }

  private static func affix(_ key: String, _ table: inout TableReader) -> [UInt8]? {
    guard let text = table.text(key) else { return nil }
    if (1...longestAffix).contains(text.utf8.count) { return Array(text.utf8) }
    table.fail(key, "must have 1 to \(longestAffix) bytes")
    return nil
  }

  private static func functionKeys(_ pairs: [(key: String, value: String)], _ table: TableReader) -> [UInt8: UInt8] {
    var keys: [UInt8: UInt8] = [:]
    for (name, value) in pairs {
      guard let usage = ControlKeys.usage(of: name) else {
        let near = nearestWord(to: name, in: ControlKeys.names)
        table.fail(
          "function-keys",
          "has the key \"\(name)\"; " + (near.map { "did you mean \"\($0)\"?" } ?? "the keys are F1 to F24, Home, …"))
        continue
      }
      let characters = Array(value.utf8)
      if let character = ControlKeys.controlCharacter(value) ?? (characters.count == 1 ? characters[0] : nil) {
        keys[usage] = character
      } else {
        table.fail("function-keys", "has \"\(value)\" for \(name); write a control character by its name: \"GS\"")
      }
    }
    return keys
  }

  private static func replacements(
    _ pairs: [(key: String, value: String)], _ table: TableReader
  ) -> [KeyboardSettings.Replacement] {
    let usable = pairs.filter { typed, meant in
      (1...longestAffix).contains(typed.utf8.count) && meant.utf8.count <= longestAffix
    }
    if usable.count < pairs.count || pairs.count > longestAffix {
      table.fail(
        "replace", "has more than \(longestAffix) texts, or one that is empty or longer than \(longestAffix) bytes")
    }
    return usable.map { KeyboardSettings.Replacement(typed: Array($0.key.utf8), meant: Array($0.value.utf8)) }
      .sorted { $0.typed.count > $1.typed.count }
  }
}
