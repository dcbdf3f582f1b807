import ArgumentParser
import PosModel
import PosProtocol

/// What a file is to a printer.
enum ContentKind: String, CaseIterable, ExpressibleByArgument {
  case text, receipt, markup, image, raw

  /// By the ending of its name; text where that says nothing.
  init(ofFile path: String) {
    let name = path.split(separator: "/").last ?? ""
    let ending = name.lastIndex(of: ".").map { name[name.index(after: $0)...].lowercased() }
    self =
      switch ending {
      case "json": .receipt
      case "receipt", "receiptline": .markup
      case "png", "jpg", "jpeg": .image
      case "bin", "prn", "escpos": .raw
      default: .text
      }
  }

  /// Reads a file, or standard input for `-`, as content of this kind.
  func content(of path: String) throws -> PrinterPrint.Content {
    let bytes = try readFile(path)
    switch self {
    case .text: return .init(text: try text(bytes, path))
    case .markup: return .init(markup: try text(bytes, path))
    case .image: return .init(image: bytes)
    case .raw: return .init(raw: bytes)
    case .receipt:
      return try document(bytes, path)
    }
  }

  /// The list of elements, or the object that stands round it on the socket: `{"receipt": […]}`, `{"markup": "…"}`.
  private func document(_ bytes: [UInt8], _ path: String) throws -> PrinterPrint.Content {
    do throws(JSONFault) {
      let value = try JSONCodec.decode(JSONValue.self, from: bytes[...])
      guard case .object = value else { return .init(receipt: value) }
      return try JSONCodec.decode(PrinterPrint.Content.self, from: bytes[...])
    } catch {
      guard case .member(let member, let why) = error else {
        throw PosError(.illegal, "\(path) is not JSON", remedy: "see docs/receipt.md, or give its kind")
      }
      throw PosError(.illegal, "\(path): \(member) \(why)", remedy: "see docs/receipt.md")
    }
  }

  private func text(_ bytes: [UInt8], _ path: String) throws -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    throw PosError(.illegal, "\(path) is not UTF-8 text", remedy: "print the printer's own bytes with --raw")
  }
}
