import Drivers
import HIDReports
import PosModel
import ScannerFuzz

/// Plays a script to the driver of keyboard scanners; its first four bytes choose the settings.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: start, count: size))
  guard input.count > 4 else { return 0 }
  func pick<Element>(_ elements: [Element], _ byte: UInt8) -> Element { elements[Int(byte) % elements.count] }
  var keyboard = KeyboardSettings(
    layout: pick(KeyboardLayout.all, input[0]).name, capsLock: pick(KeyboardDecoder.CapsLock.allCases, input[1]),
    altCodes: pick(AltCodes.allCases, input[2]))
  if input[3] & 1 != 0 { keyboard.functionKeys = ControlKeys.honeywell.table }
  if input[3] & 2 != 0 {
    keyboard.prefix = [0x31]
    keyboard.suffix = [0x1D]
    keyboard.replacements = [KeyboardSettings.Replacement(typed: [0x61], meant: Array("{GS}".utf8))]
  }
  if input[3] & 4 != 0 { keyboard.terminators = [.tab] }
  let settings = DriverSettings(
    keyboard: keyboard, framing: input[3] & 8 != 0 ? .idle : .automatic,
    quirks: input[3] & 16 != 0 ? ["honeywell-keys"] : [], link: input[3] & 32 != 0 ? .evdev : .usb)
  do throws(PosError) {
    ScannerFuzz.drive(try HIDKeyboardScanner(settings), Array(input[4...]))
  } catch {
    preconditionFailure("settings that are right are refused: \(error)")
  }
  return 0
}
