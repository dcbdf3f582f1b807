import EscPos
import PosModel
import Simulator
import Testing

@Suite struct PrinterModelTests {
  private let now = Instant(nanoseconds: 0)

  private func print(_ bytes: [UInt8], on printer: inout PrinterModel) -> Int {
    printer.write(bytes[...], now: now)
  }

  /// With the deviations of the firmware print801.
  private let clone: PrinterProfile = {
    var profile = PrinterProfile.simulated
    profile.quirks = PrinterProfile.named("print801")?.quirks ?? []
    return profile
  }()

  private func replies(_ printer: inout PrinterModel) -> [[UInt8]] {
    var all: [[UInt8]] = []
    while let reply = printer.readReply() { all.append(reply) }
    return all
  }

  /// ESC @, FS &, 收据 in GB18030, LF, "1.50" LF, GS V 66 0.
  private let receipt: [UInt8] =
    [0x1B, 0x40, 0x1C, 0x26, 0xCA, 0xD5, 0xBE, 0xDD, 0x0A] + Array("1.50".utf8) + [0x0A, 0x1D, 0x56, 0x42, 0x00]

  @Test func `a receipt in Chinese comes out as text, however it is cut into writes`() {
    for size in 1...receipt.count {
      var printer = PrinterModel()
      for start in stride(from: 0, to: receipt.count, by: size) {
        let part = receipt[start..<min(start + size, receipt.count)]
        #expect(printer.write(part, now: now) == part.count)
      }
      #expect(printer.paper.text == "收据\n1.50\n[cut]\n")
      #expect(printer.paper.cuts == 1)
      #expect(printer.paper.unknown.isEmpty)
    }
  }

  @Test func `a code page is decoded by its number`() {
    var printer = PrinterModel()
    // FS ., ESC t 16 (Windows-1252), é €, LF
    _ = print([0x1C, 0x2E, 0x1B, 0x74, 0x10, 0xE9, 0x80, 0x0A], on: &printer)
    #expect(printer.paper.text == "é€\n")
  }

  @Test func `commands that only change the look leave their place and no other trace`() {
    var printer = PrinterModel()
    let looks: [[UInt8]] = [
      [0x1D, 0x21, 0x11], [0x1B, 0x21, 0x30], [0x1B, 0x61, 0x01], [0x1B, 0x45, 0x01], [0x1D, 0x42, 0x01],
      [0x1B, 0x33, 0x18], [0x1B, 0x4D, 0x00], [0x1C, 0x21, 0x0C], [0x1B, 0x44, 0x08, 0x10, 0x00],
    ]
    _ = print(looks.flatMap { $0 } + Array("total\n".utf8), on: &printer)
    // Five letters of 24 dots in the middle of 576.
    #expect(printer.paper.text == String(repeating: " ", count: 19) + "total\n")
    #expect(printer.paper.unknown.isEmpty)
  }

  @Test func `a picture is passed over by its length`() {
    var printer = PrinterModel()
    // GS v 0: 2 bytes by 3 rows, with LF and ESC @ in its data.
    let picture: [UInt8] = [0x1D, 0x76, 0x30, 0x00, 0x02, 0x00, 0x03, 0x00, 0x0A, 0x1B, 0x40, 0x0A, 0x1D, 0x56]
    _ = print(picture + Array("after\n".utf8), on: &printer)
    #expect(printer.paper.text == "[picture 16×3]\nafter\n")
    #expect(printer.paper.cuts == 0)
  }

  @Test func `barcodes and two-dimensional codes are named with their contents`() {
    var printer = PrinterModel()
    let ean: [UInt8] = [0x1D, 0x6B, 0x43, 0x0D] + Array("4006381333931".utf8)
    let old: [UInt8] = [0x1D, 0x6B, 0x04] + Array("ABC".utf8) + [0x00]
    let store: [UInt8] = [0x1D, 0x28, 0x6B, 0x05, 0x00, 0x31, 0x50, 0x30, 0x68, 0x69]
    let draw: [UInt8] = [0x1D, 0x28, 0x6B, 0x03, 0x00, 0x31, 0x51, 0x30]
    _ = print(ean + old + store + draw, on: &printer)
    #expect(printer.paper.text == "[barcode EAN13 4006381333931]\n[barcode CODE39 ABC]\n[qr hi]\n")
  }

  @Test func `what it does not know is listed`() {
    var printer = PrinterModel()
    _ = print([0x1B, 0x7E, 0x07] + Array("a\n".utf8), on: &printer)
    #expect(printer.paper.unknown == [[0x1B, 0x7E], [0x07]])
    #expect(printer.paper.text == "a\n")
  }

  @Test func `any bytes are survived`() {
    var printer = PrinterModel()
    var noise: UInt64 = 1
    for _ in 0..<200 {
      let bytes = (0..<500).map { _ -> UInt8 in
        noise = noise &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return UInt8(truncatingIfNeeded: noise >> 33)
      }
      #expect(print(bytes, on: &printer) == 500)
    }
    #expect(printer.paper.items.count <= Paper.longestItems)
    #expect(printer.paper.bytes.count <= Paper.longestBytes)
  }

  @Test func `every status query is answered as an idle printer does`() {
    var printer = PrinterModel(drawer: DrawerModel())
    _ = print([0x10, 0x04, 0x01, 0x10, 0x04, 0x02, 0x10, 0x04, 0x03, 0x10, 0x04, 0x04], on: &printer)
    #expect(replies(&printer) == [[0x12], [0x12], [0x12], [0x12]])
    #expect(printer.paper.bytes.isEmpty)
  }

  @Test func `status tells of paper, cover and drawer`() {
    var printer = PrinterModel(drawer: DrawerModel())
    let all: [UInt8] = [0x10, 0x04, 0x01, 0x10, 0x04, 0x02, 0x10, 0x04, 0x04]
    printer.add(.paperNearEnd)
    _ = print(all, on: &printer)
    #expect(replies(&printer) == [[0x12], [0x12], [0x1E]])
    printer.add(.paperEnd)
    _ = print(all, on: &printer)
    #expect(replies(&printer) == [[0x1A], [0x32], [0x7E]])
    printer.clearFaults()
    printer.add(.coverOpen)
    printer.setDrawer(open: true)
    _ = print(all, on: &printer)
    #expect(replies(&printer) == [[0x1E], [0x16], [0x12]])
  }

  @Test func `in-order status comes after the paper before it`() {
    var printer = PrinterModel()
    printer.add(.paperEnd)
    _ = print([0x1D, 0x72, 0x01], on: &printer)
    #expect(replies(&printer).isEmpty)
    printer.clearFaults()
    #expect(replies(&printer) == [[0x00]])
  }

  @Test func `automatic status is sent when asked for and at each change`() {
    var printer = PrinterModel()
    _ = print([0x1D, 0x61, 0xFF], on: &printer)
    #expect(replies(&printer) == [[0x14, 0x00, 0x00, 0x0F]])
    printer.add(.coverOpen)
    #expect(replies(&printer) == [[0x3C, 0x00, 0x00, 0x0F]])
    printer.clearFaults()
    #expect(replies(&printer) == [[0x14, 0x00, 0x00, 0x0F]])
    _ = print([0x1B, 0x40], on: &printer)
    printer.add(.paperEnd)
    #expect(replies(&printer).isEmpty)
  }

  @Test func `a process id comes back when everything before it is on paper`() {
    var printer = PrinterModel()
    let request: [UInt8] = [0x1D, 0x28, 0x48, 0x06, 0x00, 0x30, 0x30, 0x41, 0x31, 0x42, 0x32]
    _ = print(request, on: &printer)
    #expect(replies(&printer) == [[0x37, 0x22, 0x41, 0x31, 0x42, 0x32, 0x00]])
    printer.answersProcessID = false
    _ = print(request, on: &printer)
    #expect(replies(&printer).isEmpty)
  }

  @Test func `without paper it fills its buffer, then takes nothing, then goes on where it stopped`() {
    var printer = PrinterModel()
    printer.paperLeft = 2
    let lines = (0..<1000).map { "line \($0)\n" }
    let bytes = Array(lines.joined().utf8)
    var taken = print(bytes, on: &printer)
    #expect(taken < bytes.count)
    #expect(printer.waiting == PrinterModel.receiveBuffer)
    #expect(printer.paper.text == "line 0\nline 1\n")
    #expect(printer.write(bytes[taken...], now: now) == 0)
    printer.clearFaults()
    taken += printer.write(bytes[taken...], now: now)
    #expect(taken == bytes.count)
    #expect(printer.paper.text == lines.joined())
  }

  @Test func `real-time commands work without paper, as far as they reach the printer`() {
    var printer = PrinterModel(drawer: DrawerModel())
    printer.add(.paperEnd)
    _ = print([UInt8](repeating: 0x41, count: 4000), on: &printer)
    _ = print([0x10, 0x04, 0x04, 0x10, 0x14, 0x01, 0x00, 0x01], on: &printer)
    #expect(replies(&printer) == [[0x7E]])
    #expect(printer.drawer?.isOpen == true)
    _ = print([UInt8](repeating: 0x41, count: 200), on: &printer)
    #expect(print([0x10, 0x04, 0x04], on: &printer) == 0)
  }

  @Test func `a clear command forgets what is held and says so`() {
    var printer = PrinterModel()
    printer.add(.coverOpen)
    _ = print(Array("lost\n".utf8), on: &printer)
    _ = print([0x10, 0x14, 0x08, 0x01, 0x03, 0x14, 0x01, 0x06, 0x02, 0x08], on: &printer)
    #expect(replies(&printer) == [[0x37, 0x25, 0x00]])
    printer.clearFaults()
    _ = print(Array("kept\n".utf8), on: &printer)
    #expect(printer.paper.text == "kept\n")
  }

  @Test func `a kick opens the drawer on its own pin only`() {
    var printer = PrinterModel(drawer: DrawerModel(pin: 2))
    _ = print([0x1B, 0x70, 0x01, 0x32, 0xC8], on: &printer)
    #expect(printer.drawer?.isOpen == false)
    _ = print([0x1B, 0x70, 0x00, 0x32, 0xC8], on: &printer)
    #expect(printer.drawer?.isOpen == true)
    #expect(printer.drawer?.kicks == 1)
    _ = print([0x10, 0x04, 0x01], on: &printer)
    #expect(replies(&printer) == [[0x16]])
  }

  @Test func `a stall halts the endpoint once, until the host clears it`() {
    var printer = PrinterModel()
    printer.add(.stall)
    #expect(print([0x41, 0x0A], on: &printer) == 0)
    #expect(printer.isHalted)
    #expect(print([0x41, 0x0A], on: &printer) == 0)
    printer.clearHalt()
    #expect(print([0x41, 0x0A], on: &printer) == 2)
    #expect(printer.paper.text == "A\n")
  }

  @Test func `a slow printer takes a packet, then says when it takes the next`() throws {
    var printer = PrinterModel()
    printer.add(.slow)
    printer.slowBytesPerSecond = 640
    let bytes = [UInt8](repeating: 0x41, count: 130)
    #expect(printer.write(bytes[...], now: now) == 64)
    let next = try #require(printer.nextEvent)
    #expect(next == now + .milliseconds(100))
    #expect(printer.write(bytes[64...], now: now + .milliseconds(99)) == 0)
    #expect(printer.write(bytes[64...], now: next) == 64)
    #expect(printer.write(bytes[128...], now: next + .milliseconds(100)) == 2)
    #expect(printer.nextEvent == nil)
  }

  @Test func `a silent printer prints and says nothing, a noisy one says the wrong thing`() {
    var printer = PrinterModel()
    printer.add(.silent)
    _ = print(Array("a\n".utf8) + [0x10, 0x04, 0x01, 0x1D, 0x72, 0x01], on: &printer)
    #expect(replies(&printer).isEmpty)
    #expect(printer.paper.text == "a\n")
    printer.clearFaults()
    printer.add(.garbage)
    for _ in 0..<16 { _ = print([0x10, 0x04, 0x01], on: &printer) }
    #expect(replies(&printer).contains { $0 != [0x16] })
  }

  @Test func `power loss takes what was not printed with it`() {
    var printer = PrinterModel()
    printer.add(.paperEnd)
    _ = print(Array("lost\n".utf8), on: &printer)
    printer.add(.powerLoss)
    #expect(print([0x41], on: &printer) == 0)
    printer.clearFaults()
    _ = print(Array("new\n".utf8), on: &printer)
    #expect(printer.paper.text == "new\n")
  }

  @Test(arguments: zip([DeviceFault.cutterError, .unrecoverable, .overheated], [0x08, 0x20, 0x40] as [UInt8]))
  func `an error stops the paper and is told in each kind of status`(fault: DeviceFault, bit: UInt8) {
    var printer = PrinterModel(drawer: DrawerModel())
    _ = print([0x1D, 0x61, 0xFF], on: &printer)
    _ = replies(&printer)
    printer.add(fault)
    #expect(replies(&printer) == [[0x18, bit, 0x00, 0x0F]])
    _ = print(Array("a\n".utf8) + [0x10, 0x04, 0x01, 0x10, 0x04, 0x02, 0x10, 0x04, 0x03], on: &printer)
    #expect(replies(&printer) == [[0x1A], [0x52], [0x12 | bit]])
    #expect(printer.paper.text.isEmpty)
    // DLE DC4 1 kicks, except when nothing helps any more.
    _ = print([0x10, 0x14, 0x01, 0x00, 0x02], on: &printer)
    #expect(printer.drawer?.kicks == (fault == .unrecoverable ? 0 : 1))
    printer.clearFaults()
    #expect(printer.paper.text == "a\n")
  }

  @Test func `DLE ENQ 2 forgets what waits behind an error`() {
    var printer = PrinterModel()
    printer.add(.cutterError)
    _ = print(Array("lost\n".utf8) + [0x10, 0x05, 0x02], on: &printer)
    printer.clearFaults()
    _ = print(Array("kept\n".utf8), on: &printer)
    #expect(printer.paper.text == "kept\n")
  }

  @Test func `a picture may kick the drawer, unless GS ( D has forbidden it`() {
    // GS v 0: 5 bytes × 1 row that are DLE DC4 1 0 1
    let picture: [UInt8] = [0x1D, 0x76, 0x30, 0, 5, 0, 1, 0, 0x10, 0x14, 0x01, 0x00, 0x01]
    var printer = PrinterModel(drawer: DrawerModel())
    _ = print(picture, on: &printer)
    #expect(printer.drawer?.kicks == 1)
    #expect(printer.paper.text == "[picture 40×1]\n")
    // GS ( D 14 01 00 02 00
    _ = print([0x1D, 0x28, 0x44, 5, 0, 0x14, 0x01, 0x00, 0x02, 0x00] + picture, on: &printer)
    #expect(printer.drawer?.kicks == 1)
  }

  @Test func `with a speed, a process id comes when the paper before it has moved`() throws {
    var printer = PrinterModel()
    printer.speed = 100
    let id: [UInt8] = [0x1D, 0x28, 0x48, 0x06, 0x00, 0x30, 0x30, 0x41, 0x31, 0x42, 0x32]
    _ = print(Array("a\nb\n".utf8) + id, on: &printer)
    #expect(printer.paper.text == "a\n" && replies(&printer).isEmpty)
    // 30 dots of 203 an inch at 100 mm/s: 37.5 ms each
    let first = try #require(printer.nextEvent)
    printer.advance(to: first)
    #expect(printer.paper.text == "a\nb\n" && replies(&printer).isEmpty)
    let second = try #require(printer.nextEvent)
    #expect(second > first && second < now + .milliseconds(76))
    printer.advance(to: second)
    #expect(replies(&printer) == [[0x37, 0x22, 0x41, 0x31, 0x42, 0x32, 0x00]])
    #expect(printer.nextEvent == nil)
  }

  @Test func `a clone may print a bill again that ran out of paper`() {
    var printer = PrinterModel(profile: clone)
    printer.reprintsAfterPaperEnd = true
    let cut: [UInt8] = [0x1D, 0x56, 0x42, 0x00]
    _ = print(Array("old\n".utf8) + cut, on: &printer)
    printer.paperLeft = 1
    _ = print(Array("1\n2\n".utf8) + cut, on: &printer)
    #expect(printer.paper.text == "old\n[cut]\n1\n")
    printer.clearFaults()
    #expect(printer.paper.text == "old\n[cut]\n1\n1\n2\n[cut]\n")
  }

  @Test func `a clone tells whether its bill is printed and cut`() {
    var printer = PrinterModel(profile: clone)
    _ = print(Array("a\n".utf8) + [0x1D, 0x56, 0x42, 0x00, 0x10, 0x06, 0x01], on: &printer)
    #expect(replies(&printer) == [[0x08]])
    printer.add(.paperEnd)
    _ = print(Array("b\n".utf8) + [0x10, 0x06, 0x01], on: &printer)
    #expect(replies(&printer) == [[0x10]])
    // Paper that is merely near its end makes it call itself offline.
    printer.clearFaults()
    printer.add(.paperNearEnd)
    _ = print([0x10, 0x04, 0x02, 0x10, 0x04, 0x04], on: &printer)
    #expect(replies(&printer) == [[0x32], [0x1E]])
  }

  @Test func `the offline response is sent once for each way off line`() {
    var printer = PrinterModel()
    // GS ( H 49, with the cause
    _ = print([0x1D, 0x28, 0x48, 3, 0, 0x31, 0x30, 0x02], on: &printer)
    printer.add(.coverOpen)
    printer.add(.paperEnd)
    #expect(replies(&printer) == [[0x37, 0x23, 0x41, 0x00]])
  }

  @Test func `after DLE DC4 2 it is dead until the power comes back`() {
    var printer = PrinterModel()
    #expect(print([0x10, 0x14, 0x02, 0x01, 0x08] + Array("a\n".utf8), on: &printer) == 5)
    #expect(replies(&printer) == [[0x3B, 0x30, 0x00]])
    #expect(print(Array("a\n".utf8), on: &printer) == 0)
    printer.clearFaults()
    #expect(print(Array("a\n".utf8), on: &printer) == 2)
  }

  @Test func `class requests tell who it is and how it is`() {
    var printer = PrinterModel(model: "X")
    let identity = printer.control(ControlRequest(requestType: 0xA1, request: 0, value: 0, index: 0, length: 1023))
    let text = "MFG:EPSON;CMD:ESC/POS;MDL:X;CLS:PRINTER;DES:EPSON X;"
    #expect(identity == [0x00, UInt8(text.utf8.count + 2)] + Array(text.utf8))
    let status = ControlRequest(requestType: 0xA1, request: 1, value: 0, index: 0, length: 1)
    #expect(printer.control(status) == [0x18])
    printer.add(.paperEnd)
    #expect(printer.control(status) == [0x30])
    #expect(printer.control(ControlRequest(requestType: 0x21, request: 2, value: 0, index: 0)) == [])
    #expect(printer.control(ControlRequest(requestType: 0xC0, request: 9, value: 0, index: 0)) == nil)
  }
}
