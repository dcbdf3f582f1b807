import EscPos

private let profiles = ["generic-80", "print801", "NT-5890K", "TM-T88V-JP"].compactMap { PrinterProfile.named($0) }

/// Prints a stream in every dialect, in parts: the first byte says how large.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: start, count: size))
  guard let first = input.first else { return 0 }
  let bytes = Array(input.dropFirst())
  let part = Int(first) + 1
  for profile in profiles {
    var printer = PrinterEmulator(profile)
    var scanner = RealTimeScanner(profile)
    for from in stride(from: 0, to: bytes.count, by: part) {
      let piece = bytes[from..<min(from + part, bytes.count)]
      for byte in piece { _ = scanner.take(byte) }
      var used = 0
      while used < piece.count {
        used += printer.run(piece.dropFirst(used))
        precondition(printer.takeEffects().count <= 1100, "effects without bound")
      }
    }
    _ = printer.end()
    precondition(printer.roll.items.count <= PaperRoll.longestItems, "a roll without bound")
  }
  for dialect in profiles.map({ CommandDialect($0) }) + [.lineDisplay] {
    let tokens = CommandToken.all(of: bytes, dialect: dialect)
    precondition(tokens.reduce(0) { $0 + $1.length } == bytes.count, "bytes without a token")
    let boundaries = CommandBoundaries(of: bytes, dialect: dialect)
    for offset in stride(from: 0, to: bytes.count, by: 7) {
      precondition(boundaries.end(at: offset) > offset, "no end")
      precondition(boundaries.start(at: offset) <= offset, "no start")
    }
  }
  return 0
}
