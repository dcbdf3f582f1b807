import EscPos
import PosModel
import PosProtocol

/// JSON bytes → document → layout → bytes, with white pictures for what has to be drawn; the first byte chooses the printer.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: start, count: size))
  guard let first = input.first else { return 0 }
  do {
    let document = try JSONCodec.decode(ReceiptDocument.self, from: input.dropFirst())
    let (layout, encoder) = printers[Int(first) % printers.count]
    let composition = try layout.compose(document)
    let drawn = composition.artwork.map { artwork in
      if case .text(let text) = artwork {
        Bitmap(width: min(text.width, 600), height: min(text.height, 192))
      } else {
        Bitmap(width: 24, height: 24)
      }
    }
    let bytes = try encoder.encode(composition, artwork: drawn)
    if !holdsRaw(document.elements) {
      let commands = zip(bytes, bytes.dropFirst()).contains { $0 == 0x10 && [0x04, 0x05, 0x14].contains($1) }
      precondition(!commands, "a real-time command left")
    }
    var text: [UInt8] = []
    try JSONCodec.encode(document, into: &text)
    let again = try JSONCodec.decode(ReceiptDocument.self, from: text[...])
    precondition(again == document, "a document changed on its way")
  } catch {
    return 0
  }
  return 0
}

private func holdsRaw(_ elements: [ReceiptElement]) -> Bool {
  elements.contains { element in
    if case .raw = element { true } else { false }
  }
}

private let printers: [(ReceiptLayout, ReceiptEncoder)] = {
  var narrow = PrinterProfile.generic
  narrow.dots = 96
  narrow.imageCommand = .column
  narrow.setsInlineColumns = false
  var western = PrinterProfile.generic
  western.multiByte = nil
  western.hasPageMode = true
  western.imageCommand = .graphics
  western.logos = .graphics
  return [.generic, narrow, western].map { (ReceiptLayout(profile: $0), ReceiptEncoder(profile: $0)) }
}()
