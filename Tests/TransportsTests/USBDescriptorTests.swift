import PosModel
import Testing

@testable import Transports

struct USBDescriptorTests {
  private func endpoint(_ address: UInt8, _ kind: USBAltSetting.Kind, _ packet: Int = 64) -> USBAltSetting.Endpoint {
    USBAltSetting.Endpoint(address: address, kind: kind, maximumPacket: packet)
  }

  private func setting(
    _ number: Int, _ classCode: UInt8, _ protocol: UInt8, _ endpoints: [USBAltSetting.Endpoint]
  ) -> USBAltSetting {
    USBAltSetting(number: number, classCode: classCode, protocol: `protocol`, endpoints: endpoints)
  }

  @Test func `a printer's bidirectional setting is preferred, then the unidirectional one`() throws {
    let settings = [
      setting(0, 7, 3, [endpoint(0x01, .bulk), endpoint(0x81, .bulk)]),
      setting(1, 7, 1, [endpoint(0x02, .bulk)]),
      setting(2, 7, 2, [endpoint(0x03, .bulk), endpoint(0x84, .bulk)]),
    ]
    let path = try #require(USBPath(settings, quirks: []))
    #expect(path.setting.number == 2)
    #expect(path.mustSelect)
    #expect(path.output == .bulk(0x03))
    #expect(path.input == USBPath.Input(address: 0x84, isInterrupt: false, maximumPacket: 64))
    #expect(USBPath(Array(settings.prefix(2)), quirks: [])?.setting.number == 1)
  }

  @Test func `quirks keep the setting alone and the answers unread`() throws {
    let settings = [
      setting(0, 7, 2, [endpoint(0x01, .bulk), endpoint(0x81, .bulk)]), setting(1, 7, 1, [endpoint(0x01, .bulk)]),
    ]
    let path = try #require(USBPath(settings, quirks: ["no-alt-set", "unidir"]))
    #expect(!path.mustSelect)
    #expect(path.input == nil)
  }

  @Test func `a vendor class printer is driven by its bulk endpoints`() throws {
    let path = try #require(
      USBPath([setting(0, 0xFF, 0, [endpoint(0x82, .bulk), endpoint(0x01, .bulk)])], quirks: []))
    #expect(path.output == .bulk(0x01))
    #expect(path.input?.address == 0x82)
    #expect(!path.mustSelect)
  }

  @Test func `a HID interface without an OUT endpoint takes reports on endpoint 0`() throws {
    let plain = try #require(USBPath([setting(0, 3, 1, [endpoint(0x81, .interrupt, 8)])], quirks: []))
    #expect(plain.output == .setReport)
    #expect(plain.input == USBPath.Input(address: 0x81, isInterrupt: true, maximumPacket: 8))
    let both = try #require(
      USBPath([setting(0, 3, 0, [endpoint(0x81, .interrupt), endpoint(0x02, .interrupt)])], quirks: []))
    #expect(both.output == .interrupt(0x02))
  }

  @Test func `an interface without endpoints cannot be used`() {
    #expect(USBPath([], quirks: []) == nil)
    #expect(USBPath([setting(0, 7, 2, [endpoint(0x81, .bulk)])], quirks: []) == nil)
    #expect(USBPath([setting(0, 3, 1, [endpoint(0x01, .interrupt)])], quirks: []) == nil)
    #expect(USBPath([setting(0, 0xFF, 0, [])], quirks: []) == nil)
  }

  @Test func `a packet size of zero does no harm`() throws {
    let path = try #require(USBPath([setting(0, 3, 1, [endpoint(0x81, .interrupt, 0)])], quirks: []))
    #expect(path.input?.maximumPacket == 1)
  }

  @Test func `the report descriptor's length is in the HID descriptor`() {
    // Length 9, type 21 (HID), version 1.11, country 0, one descriptor: type 22, 0041 bytes.
    let hid: [UInt8] = [0x09, 0x21, 0x11, 0x01, 0x00, 0x01, 0x22, 0x41, 0x00]
    #expect(USBAltSetting.reportDescriptorLength(inExtra: hid) == 0x41)
    // Another class descriptor before it.
    #expect(USBAltSetting.reportDescriptorLength(inExtra: [0x03, 0x24, 0x00] + hid) == 0x41)
    for broken: [UInt8] in [[], [0x09], [0x00, 0x21, 0x22], Array(hid.dropLast()), [0x01, 0x21, 0x09, 0x21]] {
      #expect(USBAltSetting.reportDescriptorLength(inExtra: broken) == nil)
    }
  }

  /// Datalogic Gryphon GD4400 in keyboard mode.
  private static let keyboard: [UInt8] = [
    0x05, 0x01, 0x09, 0x06, 0xA1, 0x01,  // Generic Desktop, Keyboard, Application
    0x05, 0x07, 0x19, 0xE0, 0x29, 0xE7, 0x15, 0x00, 0x25, 0x01,  // modifiers E0 to E7, 0 to 1
    0x75, 0x01, 0x95, 0x08, 0x81, 0x02,  // 8 × 1 bit, Input
    0x95, 0x01, 0x75, 0x08, 0x81, 0x01,  // 1 × 8 bits, Input, constant
    0x95, 0x05, 0x75, 0x01, 0x05, 0x08, 0x19, 0x01, 0x29, 0x05, 0x91, 0x02,  // 5 LEDs, Output
    0x95, 0x01, 0x75, 0x03, 0x91, 0x01,  // padding, Output
    0x95, 0x06, 0x75, 0x08, 0x15, 0x00, 0x26, 0xFF, 0x00,  // 6 × 8 bits, 0 to 255
    0x05, 0x07, 0x19, 0x00, 0x2A, 0xFF, 0x00, 0x81, 0x00, 0xC0,  // keys, Input, End
  ]

  @Test func `a boot keyboard's reports have eight bytes and no id`() {
    let shape = HIDReportShape(Self.keyboard)
    #expect(shape.longestInput == 8)
    #expect(!shape.usesIDs)
    #expect(shape.transferSize(maximumPacket: 8) == 8)
    #expect(shape.transferSize(maximumPacket: 64) == 64)
  }

  @Test func `the longest report counts, with its id, in whole packets`() {
    // Report 2: 63 × 8 bits; report 3: 1 × 8 bits.
    let shape = HIDReportShape([0x85, 0x02, 0x75, 0x08, 0x95, 0x3F, 0x81, 0x02, 0x85, 0x03, 0x95, 0x01, 0x81, 0x02])
    #expect(shape.longestInput == 64)
    #expect(shape.usesIDs)
    #expect(shape.transferSize(maximumPacket: 64) == 64)
    #expect(shape.transferSize(maximumPacket: 60) == 120)
  }

  @Test func `damaged report descriptors give small and sane sizes`() {
    for end in Self.keyboard.indices { #expect(HIDReportShape(Array(Self.keyboard[..<end])).longestInput <= 8) }
    // 4294967295 fields of 4294967295 bits, over and over; a long item that ends nowhere; pops of nothing.
    let huge: [UInt8] = [0x77, 0xFF, 0xFF, 0xFF, 0xFF, 0x97, 0xFF, 0xFF, 0xFF, 0xFF, 0x81, 0x02, 0x81, 0x02]
    #expect(HIDReportShape(huge).transferSize(maximumPacket: 64) == 16 * 1024)
    for bytes: [UInt8] in [
      [0xFE], [0xFE, 0xFF], [0xFE, 0xFF, 0x00], [0xB4, 0xB4], [UInt8](repeating: 0xA4, count: 4096),
    ] {
      #expect(HIDReportShape(bytes).longestInput == 0)
    }
  }
}
