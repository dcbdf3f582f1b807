import EscPos
import PosTesting
import Testing

/// Whole streams: any split gives the same paper, and streams of escpos-php read as their authors meant them.
@Suite struct EmulatorStreamTests {
  private struct Printed: Equatable {
    var text: String
    var roll: PaperRoll
    var unknown: [PrinterEmulator.UnknownCommand]
    var effects: [EmulatorEffect]
  }

  private func print(_ bytes: [UInt8], by size: Int, _ profile: PrinterProfile) -> Printed {
    var printer = PrinterEmulator(profile)
    var effects: [EmulatorEffect] = []
    for start in stride(from: 0, to: bytes.count, by: size) {
      let part = bytes[start..<min(start + size, bytes.count)]
      var used = 0
      while used < part.count {
        used += printer.run(part.dropFirst(used))
        effects += printer.takeEffects()
      }
    }
    _ = printer.end()
    return Printed(text: printer.lines.text, roll: printer.roll, unknown: printer.unknown, effects: effects)
  }

  @Test(arguments: Clones.all)
  func `any split of any stream gives the same paper`(profile: PrinterProfile) {
    var streams = Grammar.rows.filter { !$0.isDisplay }.map { $0.example + Array("收a\n".utf8) }
    streams.append(streams.flatMap { $0 })
    var noise: UInt64 = 7
    streams.append(
      (0..<4000).map { _ in
        noise = noise &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        // Half of the bytes begin a command.
        let byte = UInt8(truncatingIfNeeded: noise >> 33)
        return noise >> 60 < 4 ? [0x1B, 0x1C, 0x1D, 0x10][Int(noise >> 58 & 3)] : byte
      })
    for stream in streams {
      let whole = print(stream, by: max(1, stream.count), profile)
      for size in [1, 2, 3, 7] { #expect(print(stream, by: size, profile) == whole) }
    }
  }

  /// The differences to what esc2text makes of these streams: it keeps no columns, shows arguments of GS L and GS W as
  /// text, knows only the page 437, and shows nothing for pictures and codes.
  @Test(arguments: ["barcode", "qr-code", "receipt-with-logo", "text-size"])
  func `the words of a stream of escpos-php are those of its author`(name: String) {
    let printed = PaperPreview(of: file(name + ".bin"))
    // They have barcodes with a wrong check digit, which printers leave out, and a QR code of model 1.
    #expect(printed.unknown.isEmpty == !["barcode", "qr-code"].contains(name) && printed.cutOff == nil)
    let expected = String(decoding: file(name + ".bin.esc2text.txt"), as: UTF8.self)
    let lines = printed.lines.text.split(separator: "\n").filter { line in
      !line.contains("[barcode ") && !line.contains("[qr ") && !line.contains("[microqr ")
        && !line.contains("[picture ") && line != "[cut]"
    }
    #expect(lines.joined().filter { !$0.isWhitespace } == expected.filter { !$0.isWhitespace && $0 != "\r" })
  }

  @Test func `the languages of escpos-php come out in their scripts`() {
    var profile = PrinterProfile.generic
    profile.multiByte = nil
    for (name, number) in CodePageNumber.epson { profile.codePages[number] = name }
    let text = PaperPreview(of: file("character-encodings.bin"), profile: profile).lines.text
    for word in ["Falsches Üben von Xylophonmusik quält", "El pingüino Wenceslao", "Pchnąć w tę", "В чащах юга"] {
      #expect(text.contains(word), "\(word)")
    }
  }

  @Test func `margins stand where they were set`() {
    let lines = PaperPreview(of: file("margins-and-spacing.bin")).lines.text.split(separator: "\n")
    let margins = lines.filter { $0.contains("left margin") }.map { $0.prefix { $0 == " " }.count }
    // At 512 of 576 dots the words are on several lines.
    #expect(margins == [0, 0, 0, 1, 1, 3, 5, 11, 21])
  }

  private func file(_ name: String) -> [UInt8] { Grammar.file("../../Emulator/Data/" + name) }
}
