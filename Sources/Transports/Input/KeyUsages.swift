/// Linux key codes (input-event-codes.h) to usages of HID page 7 (HID Usage Tables 1.4, chapter 10), for keyboards whose
/// events carry no usage: PS/2 and some Bluetooth stacks.
enum KeyUsages {
  /// nil: a key that no scanner types (media keys, buttons).
  static func usage(ofKey code: UInt16) -> UInt16? {
    table[code]
  }

  private static let table: [UInt16: UInt16] = {
    var table: [UInt16: UInt16] = [:]
    for run in runs {
      for (offset, code) in run.codes.enumerated() {
        table[code] = run.usage + UInt16(offset)
      }
    }
    return table
  }()

  /// Key codes in the order of their usages, from the usage of the first one.
  private static let runs: [(usage: UInt16, codes: [UInt16])] = [
    // A to Z
    (
      0x04,
      [
        30, 48, 46, 32, 18, 33, 34, 35, 23, 36, 37, 38, 50, 49, 24, 25, 16, 19, 31, 20, 22, 47, 17, 45, 21, 44,
      ]
    ),
    // 1 to 9, 0
    (0x1E, [2, 3, 4, 5, 6, 7, 8, 9, 10, 11]),
    // Enter, Esc, Backspace, Tab, Space, - = [ ] \
    (0x28, [28, 1, 14, 15, 57, 12, 13, 26, 27, 43]),
    // ; ' ` , . / Caps Lock
    (0x33, [39, 40, 41, 51, 52, 53, 58]),
    // F1 to F12
    (0x3A, [59, 60, 61, 62, 63, 64, 65, 66, 67, 68, 87, 88]),
    // Print Screen, Scroll Lock, Pause, Insert, Home, Page Up, Delete, End, Page Down, Right, Left, Down, Up, Num Lock
    (0x46, [99, 70, 119, 110, 102, 104, 111, 107, 109, 106, 105, 108, 103, 69]),
    // Keypad / * - + Enter, 1 to 9, 0, .
    (0x54, [98, 55, 74, 78, 96, 79, 80, 81, 75, 76, 77, 71, 72, 73, 82, 83]),
    // ISO key beside the left Shift, Application
    (0x64, [86, 127]),
    // Keypad =
    (0x67, [117]),
    // Keypad ,
    (0x85, [121]),
    // International 1 to 6
    (0x87, [89, 93, 124, 92, 94, 95]),
    // Left Ctrl, Shift, Alt, Gui; right Ctrl, Shift, Alt, Gui
    (0xE0, [29, 42, 56, 125, 97, 54, 100, 126]),
  ]
}
