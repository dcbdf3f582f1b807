/// Whether bytes end in the middle of a printed line.
enum OpenLine {
  /// nil if they neither print nor end a line.
  static func leaves(_ bytes: [UInt8]) -> Bool? {
    var isOpen: Bool?
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 0x0A || byte == 0x0C {
        isOpen = false
        index += 1
      } else if byte >= 0x20 {
        isOpen = true
        index += 1
      } else {
        index += max(1, length(bytes, index))
      }
    }
    return isOpen
  }

  private static func length(_ bytes: [UInt8], _ start: Int) -> Int {
    switch CommandLength.of(Array(bytes[start..<min(start + 12, bytes.count)])) {
    case .needsMore: bytes.count - start
    case .bytes(let count), .unknown(let count): count
    case .header(let count, let data): count + data
    case .untilNUL: (bytes[start...].firstIndex(of: 0) ?? bytes.count - 1) - start + 1
    }
  }
}
