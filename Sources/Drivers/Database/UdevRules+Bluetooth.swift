extension UdevRules {
  /// What ``bluetooth(_:)`` calls the event node.
  package static let bluetoothNode = "/dev/posd/scanner"

  /// The rule, in one line, that gives posd the event node of a keyboard on Bluetooth under a name that stays; nil for what
  /// is no address `aa:bb:cc:dd:ee:ff`: anything else could leave the quotes.
  package static func bluetooth(_ address: String) -> String? {
    guard isAddress(address) else { return nil }
    return #"SUBSYSTEM=="input", KERNEL=="event*", ENV{ID_INPUT_KEYBOARD}=="1", "#
      + #"ATTRS{uniq}=="\#(address)", SYMLINK+="posd/scanner", "#
      + #"GROUP="posd", MODE="0660", ENV{LIBINPUT_IGNORE_DEVICE}="1", TAG-="uaccess", TAG-="seat", TAG-="power-switch""#
  }

  private static func isAddress(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    return parts.count == 6
      && parts.allSatisfy { part in
        part.count == 2 && part.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0 | 0x20) }
      }
  }
}
