/// The forms of all commands, by prefix and second byte.
struct CommandTable: Sendable {
  /// 256 for each prefix.
  private var forms: [CommandForm] = []
  /// Where those of a prefix begin; -1 where there are none.
  private var places = [Int](repeating: -1, count: 256)
  /// Commands of one byte.
  private let single: [Bool]

  static func of(_ dialect: CommandDialect) -> CommandTable {
    dialect.contains(.lineDisplay) ? lineDisplay : epson
  }

  func isSingle(_ byte: UInt8) -> Bool { single[Int(byte)] }

  func isPrefix(_ byte: UInt8) -> Bool { places[Int(byte)] >= 0 }

  func form(_ prefix: UInt8, _ second: UInt8) -> CommandForm {
    let place = places[Int(prefix)]
    return place < 0 ? .unknown : forms[place + Int(second)]
  }

  private init(single: [UInt8]) {
    var all = [Bool](repeating: false, count: 256)
    for byte in single { all[Int(byte)] = true }
    self.single = all
  }

  private mutating func set(_ prefix: UInt8, _ seconds: String, _ form: CommandForm) {
    if places[Int(prefix)] < 0 {
      places[Int(prefix)] = forms.count
      forms += [CommandForm](repeating: .unknown, count: 256)
    }
    for second in seconds.utf8 { forms[places[Int(prefix)] + Int(second)] = form }
  }

  private static let epson: CommandTable = {
    var table = CommandTable(single: [0x00, 0x09, 0x0A, 0x0C, 0x0D, 0x18])
    table.set(0x10, "\u{04}", .realTimeStatus)
    table.set(0x10, "\u{05}", .fixed(3))
    table.set(0x10, "\u{14}", .realTimeRequest)
    table.set(0x1B, "\u{0C}2<@LSimqv", .fixed(2))
    table.set(0x1B, " !%-3=?CEFGJKMRTUVadertu{", .fixed(3))
    table.set(0x1B, "$\\cfB", .fixed(4))
    table.set(0x1B, "p", .fixed(5))
    table.set(0x1B, "W", .fixed(10))
    table.set(0x1B, "(", .block)
    table.set(0x1B, "*", .columns)
    table.set(0x1B, "D", .tabs)
    table.set(0x1B, "&", .glyphs)
    table.set(0x1C, "&.Lbc", .fixed(2))
    table.set(0x1C, "!-CW", .fixed(3))
    table.set(0x1C, "?Sp", .fixed(4))
    table.set(0x1C, "2", .fixed(76))
    table.set(0x1C, "(", .block)
    table.set(0x1C, "a", .checkPaper)
    table.set(0x1C, "g", .userMemory)
    table.set(0x1C, "q", .numberedPictures)
    table.set(0x1D, ":c", .fixed(2))
    table.set(0x1D, "!/BEHITabfhjrw", .fixed(3))
    table.set(0x1D, "$LPW\\", .fixed(4))
    table.set(0x1D, "^z", .fixed(5))
    table.set(0x1D, "g", .fixed(6))
    table.set(0x1D, "(", .block)
    table.set(0x1D, "8", .longBlock)
    table.set(0x1D, "*", .downloadedImage)
    table.set(0x1D, "C", .counter)
    table.set(0x1D, "D", .windowsBitmap)
    table.set(0x1D, "Q", .variableImage)
    table.set(0x1D, "V", .cut)
    table.set(0x1D, "k", .barcode)
    table.set(0x1D, "v", .raster)
    return table
  }()

  private static let lineDisplay: CommandTable = {
    var table = CommandTable(single: [0x00, 0x08, 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x18])
    table.set(0x10, "\u{04}", .realTimeStatus)
    table.set(0x1B, "@", .fixed(2))
    table.set(0x1B, "%=?Rt", .fixed(3))
    table.set(0x1B, "&", .glyphs)
    table.set(0x1B, "W", .window)
    table.set(0x1F, "\u{01}\u{02}\u{03}\u{0A}\u{0D}:@BU", .fixed(2))
    table.set(0x1F, ",.;CEXrv", .fixed(3))
    table.set(0x1F, "#$T^", .fixed(4))
    table.set(0x1F, "(", .block)
    return table
  }()
}
