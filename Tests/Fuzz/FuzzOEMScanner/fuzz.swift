import Drivers
import PosModel
import ScannerFuzz

/// Plays a script to the driver of scanners in IBM/OEM mode.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  do throws(PosError) {
    ScannerFuzz.drive(try OEMScanner(DriverSettings()), Array(UnsafeBufferPointer(start: start, count: size)))
  } catch {
    preconditionFailure("the default settings are refused: \(error)")
  }
  return 0
}
