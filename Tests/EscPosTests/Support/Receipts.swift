import EscPos
import PosModel
import PosProtocol
import Testing
import TextEncodings

/// A document from its JSON text.
func receipt(_ json: String) throws -> ReceiptDocument {
  try JSONCodec.decode(ReceiptDocument.self, from: Array(json.utf8)[...])
}

/// What the decoder says of a JSON text.
func refusal(_ json: String) -> String? {
  do {
    _ = try receipt(json)
    return nil
  } catch JSONFault.refused(let error) {
    return error.message
  } catch {
    return "\(error)"
  }
}

extension PrinterProfile {
  /// The generic printer with so many columns.
  static func columns(_ count: Int) -> PrinterProfile {
    var profile = PrinterProfile.generic
    profile.dots = count * 12
    return profile
  }
}

extension Composition {
  /// Its lines as one reads them, gaps and all; what is drawn is `▢` in as many columns.
  var lines: [String] {
    var lines = [""]
    for command in commands {
      switch command {
      case .text(let text): lines[lines.count - 1] += text
      case .run(let run): lines[lines.count - 1] += run.text
      case .drawnText(_, let columns): lines[lines.count - 1] += String(repeating: "▢", count: columns)
      case .newline: lines.append("")
      default: break
      }
    }
    if lines.last == "" { lines.removeLast() }
    return lines
  }
}

/// The columns of a text as the generic printer sets it.
func width(_ text: String) -> Int {
  TextPlanner(pages: [], multiByte: .gb18030).columns(text)
}
