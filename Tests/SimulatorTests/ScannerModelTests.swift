import PosModel
import Simulator
import Testing

@Suite struct ScannerModelTests {
  private let up = [UInt8](repeating: 0, count: 8)

  private func down(_ modifiers: UInt8, _ usage: UInt8) -> [UInt8] { [modifiers, 0, usage, 0, 0, 0, 0, 0] }

  @Test func `a keyboard scanner presses and releases each key, then Enter`() throws {
    let scanner = ScannerModel(.keyboard(.control))
    #expect(
      try scanner.packets(for: Array("aA1~".utf8)) == [
        down(0, 0x04), up, down(2, 0x04), up, down(0, 0x1E), up, down(2, 0x35), up, down(0, 0x28), up,
      ])
  }

  @Test func `a keyboard scanner types GS as Ctrl and bracket`() throws {
    let scanner = ScannerModel(.keyboard(.control), terminator: .none)
    #expect(try scanner.packets(for: [0x1D]) == [down(1, 0x30), up])
    // RS is Ctrl+Shift+6.
    #expect(try scanner.packets(for: [0x1E]) == [down(3, 0x23), up])
  }

  @Test func `a keyboard scanner types GS as Alt and digits on the keypad`() throws {
    let scanner = ScannerModel(.keyboard(.altKeypad), terminator: .none)
    #expect(
      try scanner.packets(for: [0x1D]) == [
        down(4, 0), down(4, 0x62), down(4, 0), down(4, 0x5A), down(4, 0), down(4, 0x61), down(4, 0), up,
      ])
  }

  @Test func `every printable ASCII character has its own key`() throws {
    let scanner = ScannerModel(.keyboard(.control), terminator: .none)
    let keys = try (0x20...0x7E).map { try scanner.packets(for: [UInt8($0)])[0] }
    #expect(Set(keys).count == 95)
  }

  @Test func `a keyboard scanner refuses what no key can type`() {
    let scanner = ScannerModel(.keyboard(.control))
    #expect(throws: PosError.self) { try scanner.packets(for: Array("收".utf8)) }
  }

  @Test func `a HID POS scanner sends EAN-13 in one report`() throws {
    let scanner = ScannerModel(.hidPOS)
    // id, length, ]E0, digits, zeros up to 56 bytes, Code ID d, reserved, not continued
    let report: [UInt8] =
      [0x02, 0x0D, 0x5D, 0x45, 0x30] + Array("4006381333931".utf8) + [UInt8](repeating: 0, count: 43)
      + [0x64, 0x00, 0x00]
    #expect(try scanner.packets(for: Array("4006381333931".utf8)) == [report])
  }

  @Test func `a HID POS scanner continues a long code in further reports`() throws {
    let scanner = ScannerModel(.hidPOS)
    let code = [UInt8](repeating: 0x41, count: 113)
    let reports = try scanner.packets(for: code, aim: "]Q0")
    #expect(reports.map(\.count) == [64, 64, 64])
    #expect(reports.map { $0[1] } == [56, 56, 1])
    #expect(reports.map { $0[63] } == [1, 1, 0])
    #expect(reports.allSatisfy { Array($0[2..<5]) == Array("]Q0".utf8) })
  }

  @Test func `some firmware marks an exactly full report as continued`() throws {
    var scanner = ScannerModel(.hidPOS)
    let code = [UInt8](repeating: 0x58, count: 56)
    #expect(try scanner.packets(for: code).map { $0[63] } == [0])
    scanner.continuesFullReports = true
    #expect(try scanner.packets(for: code).map { $0[63] } == [1])
  }

  @Test func `a serial scanner sends the AIM identifier when told to, then CR`() throws {
    let scanner = ScannerModel(.serial)
    #expect(try scanner.packets(for: Array("42".utf8)) == [Array("42\r".utf8)])
    #expect(try scanner.packets(for: Array("42".utf8), aim: "]C0") == [Array("]C042\r".utf8)])
  }

  @Test func `an AIM identifier that is none is refused`() {
    for aim in ["E0", "]", "]E", "]E00", "]00", "]É0"] {
      #expect(throws: PosError.self) { try ScannerModel(.hidPOS).packets(for: [0x31], aim: aim) }
    }
  }

  @Test func `a code longer than any symbol is refused`() {
    #expect(throws: PosError.self) {
      try ScannerModel(.hidPOS).packets(for: [UInt8](repeating: 0x31, count: ScannerModel.longestCode + 1))
    }
  }

  @Test func `the host can beep, trigger and switch off a HID POS scanner`() throws {
    var scanner = ScannerModel(.hidPOS)
    scanner.receive([0x04, 0x40])
    scanner.receive([0x04, 0x20])
    scanner.receive([0x04, 0x02])
    #expect(scanner.goodBeeps == 1)
    #expect(scanner.errorBeeps == 1)
    #expect(scanner.preventsReading)
    #expect(try scanner.packets(for: [0x31]).isEmpty)
    let trigger = ControlRequest(requestType: 0x21, request: 9, value: 0x0204, index: 0, data: [0x04, 0x04])
    #expect(scanner.control(trigger) == [])
    #expect(!scanner.preventsReading)
    #expect(scanner.triggers == 1)
    scanner.receive([0xFD, 0x03, 0x16, 0x07, 0x0D] + [UInt8](repeating: 0, count: 58))
    #expect(scanner.goodBeeps == 2)
  }
}
