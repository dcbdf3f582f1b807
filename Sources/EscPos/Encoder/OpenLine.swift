/// Whether bytes end in the middle of a printed line.
enum OpenLine {
  /// nil if they neither print nor end a line.
  static func leaves(_ bytes: [UInt8]) -> Bool? {
    var isOpen: Bool?
    var tokenizer = Tokenizer(.epson)
    bytes.withUnsafeBufferPointer { bytes in
      var index = 0
      var start = 0
      while let event = tokenizer.next(bytes, &index) {
        switch event {
        case .text: isOpen = true
        case .command(hasData: false) where bytes[start] == 0x0A || bytes[start] == 0x0C: isOpen = false
        default: break
        }
        start = index
      }
    }
    return isOpen
  }
}
