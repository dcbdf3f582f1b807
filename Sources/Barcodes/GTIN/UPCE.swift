/// UPC-E, a UPC-A whose zeros are left out (GS1 General Specifications, 5.2.2.4).
package enum UPCE {
  /// The twelve digits of the UPC-A: of 6 digits (number system 0), of 7 with the number system, of 8 with its check
  /// digit too. nil for another length, another number system than 0 and 1, or a wrong check digit.
  package static func expand(_ digits: some Collection<UInt8>) -> [UInt8]? {
    var code = Array(digits)
    guard (6...8).contains(code.count), code.allSatisfy(CheckDigit.isDigit) else { return nil }
    let check = code.count == 8 ? code.removeLast() : nil
    if code.count == 6 { code.insert(0x30, at: 0) }
    guard code[0] <= 0x31 else { return nil }
    let zeros = [UInt8](repeating: 0x30, count: 5)
    let last = code[6]
    var full: [UInt8]
    switch last {
    case 0x30...0x32: full = Array(code[0...2]) + [last] + zeros[..<4] + code[3...5]
    case 0x33: full = Array(code[0...3]) + zeros + code[4...5]
    case 0x34: full = Array(code[0...4]) + zeros + code[5...5]
    default: full = Array(code[0...5]) + zeros[..<4] + [last]
    }
    guard let computed = CheckDigit.of(full), check == nil || check == computed else { return nil }
    full.append(computed)
    return full
  }
}
