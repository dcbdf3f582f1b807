extension UdevRules {
  /// The line that marks a keyboard on PS/2 as a scanner, by the link in /dev/input/by-path under which it is configured; nil
  /// for other nodes, as those on USB have a `match`.
  ///
  /// The link's name is udev's ID_PATH and the class of the node (60-persistent-input.rules).
  static func ps2(_ link: String) -> String? {
    let (folder, kind) = ("/dev/input/by-path/", "-event-kbd")
    guard link.hasPrefix(folder), link.hasSuffix(kind), link.contains("-serio-") else { return nil }
    let path = pattern(String(link.dropFirst(folder.count).dropLast(kind.count)))
    return #"ENV{ID_PATH}=="\#(path)", ENV{ID_INPUT_KEYBOARD}=="?*", ENV{POSD}="scanner""# + "\n"
  }
}
