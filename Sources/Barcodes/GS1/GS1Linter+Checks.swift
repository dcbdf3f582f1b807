extension GS1Linter {
  static func companyPrefixFault(_ data: ArraySlice<UInt8>, at start: Int) -> Int? {
    let prefix = data.dropFirst(start).prefix(4)
    guard prefix.count == 4 else { return min(start, data.count) }
    return prefix.firstIndex { !CheckDigit.isDigit($0) }.map { $0 - data.startIndex }
  }

  /// The check character pair (GS1 General Specifications, 7.9.5): values of character set 82 weighted from the right
  /// with the primes, modulo 1021, as two characters of character set 32.
  static func checkPairFault(_ data: ArraySlice<UInt8>) -> Int? {
    guard data.count >= 2, data.count - 2 <= primes.count else { return 0 }
    var sum = 0
    for (weight, byte) in zip(primes, data.dropLast(2).reversed()) {
      guard let value = GS1CharacterSet.value82(byte) else { return 0 }
      sum &+= value &* weight
    }
    sum %= 1021
    let pair = [sum >> 5, sum & 31].map { characterSet32[$0] }
    return data.suffix(2).elementsEqual(pair) ? nil : data.count - 2
  }

  private static let characterSet32 = Array("23456789ABCDEFGHJKLMNPQRSTUVWXYZ".utf8)

  /// The first 97: no element holds more characters.
  private static let primes: [Int] = {
    var primes: [Int] = []
    var candidate = 2
    while primes.count < 97 {
      if primes.allSatisfy({ candidate % $0 != 0 }) { primes.append(candidate) }
      candidate += 1
    }
    return primes
  }()

  /// ISO 13616: country, two check digits, then up to thirty characters; the number that they make is 1 modulo 97.
  static func ibanFault(_ data: ArraySlice<UInt8>) -> Int? {
    guard (11...34).contains(data.count), ISOCodes.isCountry(letters: data.prefix(2)) else { return 0 }
    var remainder = 0
    for byte in data.dropFirst(4) + data.prefix(4) {
      switch byte {
      case 0x30...0x39: remainder = (remainder * 10 + Int(byte - 0x30)) % 97
      case 0x41...0x5A: remainder = (remainder * 100 + Int(byte - 0x41) + 10) % 97
      default: return data.firstIndex(of: byte).map { $0 - data.startIndex }
      }
    }
    return remainder == 1 ? nil : 2
  }

  static func percentFault(_ data: ArraySlice<UInt8>) -> Int? {
    var index = data.startIndex
    while index < data.endIndex {
      if data[index] == UInt8(ascii: "%") {
        let digits = data[(index + 1)...].prefix(2)
        guard digits.count == 2, digits.allSatisfy({ GS1DigitalLink.hexValue($0) != nil }) else {
          return index - data.startIndex
        }
        index += 2
      }
      index += 1
    }
    return nil
  }

  /// Two numbers of the same length: which piece, of how many.
  static func pieceFault(_ data: ArraySlice<UInt8>) -> Int? {
    let half = data.count / 2
    guard data.count % 2 == 0, let piece = number(data.prefix(half)), let total = number(data.suffix(half)) else {
      return 0
    }
    if piece == 0 { return 0 }
    return total == 0 || piece > total ? half : nil
  }

  /// `1/2`.
  static func positionFault(_ data: ArraySlice<UInt8>) -> Int? {
    let parts = data.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard parts.count == 2, let position = number(parts[0]), let total = number(parts[1]) else { return 0 }
    if parts[0].first == 0x30 { return 0 }
    return parts[1].first == 0x30 || position > total ? parts[0].count + 1 : nil
  }
}
