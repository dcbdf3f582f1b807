import PosModel
import PosTesting
import Testing

@testable import Transports

struct EvdevDecoderTests {
  /// One `struct input_event` of a 64-bit kernel.
  private func event(_ type: UInt16, _ code: UInt16, _ value: Int32, at milliseconds: Int64 = 0) -> [UInt8] {
    func bytes<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] { withUnsafeBytes(of: number) { Array($0) } }
    return bytes(milliseconds / 1000) + bytes(milliseconds % 1000 * 1000) + bytes(type) + bytes(code) + bytes(value)
  }

  private func report() -> [UInt8] { event(0, 0, 0) }

  /// MSC_SCAN with a usage of page 7, EV_KEY, SYN_REPORT: what the kernel's HID driver makes of one key.
  private func hidKey(_ usage: Int32, _ code: UInt16, _ value: Int32) -> [UInt8] {
    event(4, 4, 0x0007_0000 | usage) + event(1, code, value) + report()
  }

  private func key(_ usage: UInt16, _ phase: KeyTransition.Phase) -> EvdevDecoder.Output {
    .key(KeyTransition(usage: usage, phase: phase), Instant(nanoseconds: 0))
  }

  private func verify(_ bytes: [UInt8], _ expected: [EvdevDecoder.Output]) {
    verifyDrip(bytes, make: { EvdevDecoder() }, feed: { $0.decode($1) }, expect: expected)
  }

  @Test func `a key is what its usage says, whatever the key code was mapped to`() {
    // Usage 1E is 1; 45 is the code of NumLock, as a hwdb entry may map it.
    verify(hidKey(0x1E, 69, 1) + hidKey(0x1E, 69, 0), [key(0x1E, .down), key(0x1E, .up)])
  }

  @Test func `without a usage the key code counts`() {
    // PS/2: bare scan code 1E, KEY_A (30); then no MSC_SCAN at all, KEY_KP7 (71).
    verify(
      event(4, 4, 0x1E) + event(1, 30, 1) + report() + event(1, 71, 1) + report(),
      [key(0x04, .down), key(0x5F, .down)])
  }

  @Test func `a repeat has the usage of the key that is held`() {
    verify(
      hidKey(0x2D, 30, 1) + event(1, 30, 2) + report() + hidKey(0x2D, 30, 0) + event(1, 30, 2) + report(),
      [key(0x2D, .down), key(0x2D, .repeating), key(0x2D, .up), key(0x04, .repeating)])
  }

  @Test func `after SYN_DROPPED everything up to the next report is void`() {
    verify(
      hidKey(0x1E, 2, 1) + event(0, 3, 0) + event(4, 4, 0x0007_001F) + event(1, 3, 1) + report() + hidKey(0x20, 4, 1),
      [key(0x1E, .down), .overflow(Instant(nanoseconds: 0)), key(0x20, .down)])
  }

  @Test func `a usage belongs to the key of its own report only`() {
    verify(event(4, 4, 0x0007_0004) + report() + event(1, 48, 1) + report(), [key(0x05, .down)])
  }

  @Test func `times are the kernel's`() {
    var decoder = EvdevDecoder()
    let outputs = decoder.decode(event(1, 30, 1, at: 1234))
    #expect(outputs == [.key(KeyTransition(usage: 4, phase: .down), Instant(nanoseconds: 1_234_000_000))])
  }

  @Test func `buttons, LEDs and impossible values are passed over`() {
    verify(
      event(1, 0x110, 1) + event(1, 30, 7) + event(1, 30, -1) + event(1, 0xFFFF, 1) + event(17, 0, 1)
        + event(4, 4, 0x0007_0004) + event(1, 0xFFFF, 1),
      [])
  }

  @Test func `every usage of the letters, digits and keypad has one key code`() {
    let usages = (UInt16(0)...0x2FF).compactMap { KeyUsages.usage(ofKey: $0) }
    #expect(Set(usages).count == usages.count)
    #expect(Set(usages).isSuperset(of: Array(0x04...0x31) + Array(0x33...0x39) + Array(0x54...0x63)))
  }
}
