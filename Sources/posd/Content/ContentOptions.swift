import ArgumentParser
import PosModel
import PosProtocol

/// What to print: words on the command line, or one file.
struct ContentOptions: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help:
      "A file, its kind told by its name (.json, .receipt, .png, .jpg, .bin), else UTF-8 text; - is standard input.",
    completion: .file())
  var file: String?
  @Option(name: .long, help: "A receipt document (docs/receipt.md).", completion: .file(extensions: ["json"]))
  var receipt: String?
  @Option(name: .long, help: "ReceiptLine markup (docs/markup.md).", completion: .file()) var markup: String?
  @Option(name: .long, help: "A PNG or JPEG picture.", completion: .file(extensions: ["png", "jpg", "jpeg"]))
  var image: String?
  @Option(name: .long, help: "The printer's own bytes, sent as they are.", completion: .file()) var raw: String?
  @Argument(help: "The text, as lines.") var text: [String] = []

  private var files: [(kind: ContentKind, path: String)] {
    let named: [(ContentKind, String?)] = [
      (file.map { ContentKind(ofFile: $0) } ?? .text, file), (.receipt, receipt), (.markup, markup), (.image, image),
      (.raw, raw),
    ]
    return named.compactMap { kind, path in path.map { (kind, $0) } }
  }

  static let rule = "give a text or one of --file, --receipt, --markup, --image, --raw"

  var isOne: Bool { files.count + (text.isEmpty ? 0 : 1) == 1 }

  /// Throws `illegal` where there is nothing to print.
  func content() throws -> PrinterPrint.Content {
    guard let (kind, path) = files.first else {
      guard text.contains(where: { !$0.isEmpty }) else { throw Self.nothing("the text is empty") }
      return .init(text: text.joined(separator: "\n") + "\n")
    }
    let content = try kind.content(of: path)
    guard !content.isEmpty else { throw Self.nothing("\(path == "-" ? "standard input" : path) is empty") }
    return content
  }

  private static func nothing(_ why: String) -> PosError {
    PosError(
      .illegal, "there is nothing to print: \(why)",
      remedy: "see what was to be written there; a blank line is enough to feed and cut")
  }
}
