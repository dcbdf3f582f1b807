import EscPos
import PosModel
import PosProtocol
import PrintSpool

/// Lays content out for one kind of printer and says it in bytes; on any thread.
struct Typesetter: Sendable {
  private let layout: ReceiptLayout
  private let encoder: ReceiptEncoder

  /// Content that is laid out and not yet drawn.
  struct Draft: Sendable {
    /// Somebody else's bytes; the compositions are what marks them, before and behind. nil: there is one composition.
    var raw: [UInt8]?
    var compositions: [Composition] = []
    var warnings: [PrintWarning] = []

    var artwork: [Artwork] { compositions.flatMap(\.artwork) }

    var opensDrawer: Bool {
      raw == nil
        && compositions.contains { composition in
          composition.commands.contains { if case .drawer = $0 { true } else { false } }
        }
    }

    /// The same with the drawer left closed.
    mutating func dropDrawers() {
      guard opensDrawer else { return }
      for index in compositions.indices {
        compositions[index].commands.removeAll { if case .drawer = $0 { true } else { false } }
      }
    }
  }

  init(profile: PrinterProfile) {
    layout = ReceiptLayout(profile: profile)
    encoder = ReceiptEncoder(profile: profile)
  }

  /// Throws where a code has no room on the paper.
  func checkCodes(of document: ReceiptDocument) throws(PosError) { try layout.checkCodes(of: document) }

  /// `document` is that of a receipt.
  func draft(
    _ content: NewJob.Content, _ marks: PrintMarks, _ document: ReceiptDocument?
  ) throws(PosError) -> Draft {
    switch content {
    case .receipt(let json):
      let document = if let document { document } else { try Self.document(json) }
      let composition = try layout.compose(document, marks: marks)
      return Draft(compositions: [composition], warnings: PrintWarning.narrowCodes(composition))
    case .markup(let text):
      let markup = try Markup(text)
      var warnings = markup.warnings
      let composition = try layout.compose(markup: markup, marks: marks, warnings: &warnings)
      return Draft(compositions: [composition], warnings: PrintWarning.ignored(warnings))
    case .text(let text): return Draft(compositions: [try layout.compose(text: text, marks: marks)])
    case .image(let file): return Draft(compositions: [try layout.compose(image: ImageElement(file), marks: marks)])
    case .raw(let bytes):
      guard !marks.isEmpty else { return Draft(raw: bytes) }
      let (head, foot) = try layout.compose(marks: marks)
      return Draft(raw: bytes, compositions: [head, foot])
    }
  }

  /// `artwork` is that of the draft, drawn.
  func set(_ draft: Draft, _ artwork: [Bitmap], _ missing: [PrintWarning] = []) throws(PosError) -> SetContent {
    if let raw = draft.raw { return try framed(raw, draft.compositions, artwork, missing) }
    var bytes: [UInt8] = []
    for composition in draft.compositions { bytes += try encoder.encode(composition, artwork: artwork) }
    var set = SetContent(bytes, longest: boundaries(bytes).longest, warnings: draft.warnings + missing)
    set.opensDrawer = draft.opensDrawer
    return set
  }

  /// A client's own bytes, as they are, between the marks. A line that they leave open is cleared behind them, for the
  /// next job would print it; the driver ends a command that is cut off.
  private func framed(
    _ bytes: [UInt8], _ marks: [Composition], _ artwork: [Bitmap], _ missing: [PrintWarning]
  ) throws(PosError) -> SetContent {
    var (head, foot): ([UInt8], [UInt8]) = ([], [])
    if marks.count == 2 { (head, foot) = try encoder.banners(marks[0], marks[1], artwork: artwork) }
    let ends = boundaries(bytes)
    if ends.waiting != nil, ends.cutOff == nil, foot.isEmpty { foot = Command.initialize }
    let warnings = PrintWarning.unfinished(ends) + missing
    if head.isEmpty, foot.isEmpty { return SetContent(bytes, longest: ends.longest, warnings: warnings) }
    let all = head + bytes + foot
    return SetContent(all, longest: boundaries(all).longest, warnings: warnings)
  }

  private func boundaries(_ bytes: [UInt8]) -> CommandBoundaries {
    CommandBoundaries(of: bytes, profile: layout.profile)
  }

  static func document(_ json: String) throws(PosError) -> ReceiptDocument {
    do throws(JSONFault) {
      return try JSONCodec.decode(ReceiptDocument.self, from: Array(json.utf8)[...])
    } catch {
      switch error {
      case .refused(let error): throw error
      case .notJSON: throw PosError(.illegal, "the receipt document is not JSON")
      case .member(let path, let why): throw PosError(.illegal, "receipt\(path): \(why)")
      }
    }
  }
}
