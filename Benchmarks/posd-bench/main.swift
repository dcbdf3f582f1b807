import EscPos
import Glibc
import PosModel
import PosProtocol

// posd-bench: the pure parts of printing without a daemon, for Benchmarks/receipts, pictures and scans. It writes the
// processor's microseconds to standard output as JSON, and the bytes of the receipt or the dots to standard error.
//
//   posd-bench receipts FILE PROFILE COUNT     JSON → document; document → layout → bytes → paper
//   posd-bench scans COUNT                     reports → scans, in six modes and in all at the same time
//   posd-bench allocations COUNT               the blocks of memory that scans take; with allocations.c preloaded
//   posd-bench dither WIDTH HEIGHT FILE COUNT  grey samples → dots → GS v 0

/// What a command needs is not there.
struct Usage: Error {}

func read(_ path: String) throws -> [UInt8] {
  guard let file = fopen(path, "r") else { throw Usage() }
  defer { fclose(file) }
  var content: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = fread(&buffer, 1, buffer.count, file)
    if count == 0 { return content }
    content += buffer[..<count]
  }
}

func toStandardError(_ bytes: [UInt8]) {
  var rest = bytes[...]
  while !rest.isEmpty {
    let count = rest.withUnsafeBytes { write(2, $0.baseAddress, $0.count) }
    if count <= 0 { return }
    rest = rest.dropFirst(count)
  }
}

func processorSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// Processor microseconds of one run of `work`.
func measured(_ count: Int, _ work: () throws -> Void) rethrows -> Double {
  let start = processorSeconds()
  for _ in 0..<count { try work() }
  return (processorSeconds() - start) / Double(count) * 1e6
}

func receipts(_ path: String, _ profileName: String, _ count: Int) throws {
  let json = try read(path)
  guard let profile = PrinterProfile.named(profileName) else { throw Usage() }
  let layout = ReceiptLayout(profile: profile)
  let encoder = ReceiptEncoder(profile: profile)
  let document = try JSONCodec.decode(ReceiptDocument.self, from: json[...])
  let first = try layout.compose(document)
  guard first.artwork.isEmpty else { throw Usage() }
  let bytes = try encoder.encode(first)
  let decode = try measured(count) { _ = try JSONCodec.decode(ReceiptDocument.self, from: json[...]) }
  let compose = try measured(count) { _ = try layout.compose(document) }
  let both = try measured(count) { _ = try encoder.encode(try layout.compose(document)) }
  let paper = measured(min(count, 500)) { _ = PaperPreview(of: bytes, profile: profile) }
  print(
    "{\"bytes\": \(bytes.count), \"decode\": \(decode), \"layout\": \(compose), \"layoutAndEncode\": \(both), "
      + "\"paper\": \(paper)}")
  toStandardError(bytes)
}

func dither(_ width: Int, _ height: Int, _ path: String, _ count: Int) throws {
  guard let grey = GreyPicture(width: width, height: height, samples: try read(path)) else { throw Usage() }
  let bitmap = Bitmap(grey, dither: .floydSteinberg)
  let encoder = ReceiptEncoder(profile: .generic)
  let composition = try ReceiptLayout(profile: .generic).compose(image: ImageElement([0x89, 0x50, 0x4E, 0x47]))
  let bytes = try encoder.encode(composition, artwork: [bitmap])
  let dither = measured(count) { _ = Bitmap(grey, dither: .floydSteinberg) }
  let encode = try measured(count) { _ = try encoder.encode(composition, artwork: [bitmap]) }
  print("{\"bytes\": \(bytes.count), \"dither\": \(dither), \"encode\": \(encode)}")
  toStandardError(bitmap.bytes)
}

do {
  let words = CommandLine.arguments.dropFirst().map { $0 }
  switch (words.first, words.count) {
  case ("receipts", 4): try receipts(words[1], words[2], Int(words[3]) ?? 1)
  case ("scans", 2): try scans(Int(words[1]) ?? 1)
  case ("allocations", 2): try allocations(Int(words[1]) ?? 1)
  case ("dither", 5): try dither(Int(words[1]) ?? 0, Int(words[2]) ?? 0, words[3], Int(words[4]) ?? 1)
  default: throw Usage()
  }
} catch {
  toStandardError(Array("posd-bench: \(error)\n".utf8))
  exit(2)
}
