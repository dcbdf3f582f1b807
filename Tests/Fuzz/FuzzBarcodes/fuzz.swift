import Barcodes

/// An AIM identifier and data, as any label can hold them.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: start, count: size))
  var symbology = Symbology.unknown
  var data = input
  if let identifier = AIMIdentifier(prefix: input) {
    precondition(AIMIdentifier(identifier.description) == identifier, "an identifier does not read as it was written")
    data = Array(input[3...])
    symbology = Symbology(identifier, length: data.count)
  }
  if let number = GTIN14.find(in: data, symbology) {
    precondition(number.utf8.count == 14 && CheckDigit.isValid(Array(number.utf8)), "a wrong trade item number")
  }
  _ = PaymentCode.isPossible(data, symbology)
  _ = symbology.scanDataType
  return 0
}
