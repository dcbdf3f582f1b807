import EscPos
import PosModel
import PosProtocol
import PrintSpool
import Reactor

/// Lays content out for the profile of its printer, has drawn what the printer cannot set, and says it in bytes.
@ReactorActor
package final class ReceiptSetting: ContentSetting {
  /// Layouts and encoders that are ready; a shop has a handful of printers.
  private static let mostSetters = 16

  private struct Setter {
    let layout: ReceiptLayout
    let encoder: ReceiptEncoder
  }

  private let render: RenderProcess
  /// The profile of a device by its id; nil for what has none.
  private let profileOf: @ReactorActor (String) -> PrinterProfile?
  private var setters: [PrinterProfile: Setter] = [:]
  /// A document is read when it is checked and again when it is set, mostly at once.
  private var lastDocument: (json: String, document: ReceiptDocument)?

  package init(render: RenderProcess, profileOf: @escaping @ReactorActor (String) -> PrinterProfile?) {
    self.render = render
    self.profileOf = profileOf
  }

  package func profile(of printer: DeviceDescription) -> PrinterProfile { profileOf(printer.id) ?? .generic }

  @discardableResult
  package func check(_ content: NewJob.Content, for printer: String?) throws(PosError) -> [PrintWarning] {
    switch content {
    case .receipt(let json):
      let document = try document(json)
      if let printer { try setter(profileOf(printer) ?? .generic).layout.checkCodes(of: document) }
    case .markup(let markup): return PrintWarning.ignored(try Markup(markup).warnings)
    case .image(let file): try Self.check(file)
    case .raw(let bytes):
      let profile = printer.flatMap(profileOf) ?? .generic
      return PrintWarning.unfinished(CommandBoundaries(of: bytes, profile: profile))
    case .text: break
    }
    return []
  }

  package func set(
    _ content: NewJob.Content, marks: PrintMarks, printer: DeviceDescription
  ) async throws(PosError) -> SetContent {
    try await set(content, marks: marks, for: profile(of: printer))
  }

  /// The same for a printer that is not there.
  package func set(
    _ content: NewJob.Content, marks: PrintMarks = PrintMarks(), for profile: PrinterProfile
  ) async throws(PosError) -> SetContent {
    if case .raw(let bytes) = content {
      guard !marks.isEmpty else { return try framed(bytes, profile) }
      let (head, foot) = try setter(profile).layout.compose(marks: marks)
      let (drawn, warnings) = try await drawn(head.artwork + foot.artwork)
      return try framed(bytes, profile, head, foot, drawn, warnings)
    }
    let (composition, warnings) = try compose(content, marks, profile)
    let (drawn, missing) = try await drawn(composition.artwork, places: composition)
    return try encoded(composition, drawn, profile, warnings + missing)
  }

  /// `places`: the composition that says where each of them stands.
  private func drawn(
    _ artwork: [Artwork], places: Composition = Composition()
  ) async throws(PosError) -> ([Bitmap], [PrintWarning]) {
    guard !artwork.isEmpty else { return ([], []) }
    var drawn: [Drawn] = []
    for (index, one) in artwork.enumerated() {
      do {
        drawn += try await render.drawn([one])
      } catch {
        throw Self.error(error, at: places.place(of: index))
      }
    }
    return (drawn.map(\.bitmap), PrintWarning.missingGlyphs(Set(drawn.flatMap(\.missing))))
  }

  /// What is wrong with the content, with its place in it.
  private static func error(_ error: PosError, at place: String?) -> PosError {
    guard error.code == .illegal, let place else { return error }
    var error = error
    error.message = "\(place): \(error.message)"
    return error
  }

  package func setAtOnce(
    _ content: NewJob.Content, marks: PrintMarks, printer: DeviceDescription
  ) throws(PosError) -> SetContent? {
    let profile = profile(of: printer)
    if case .raw(let bytes) = content {
      guard !marks.isEmpty else { return try framed(bytes, profile) }
      let (head, foot) = try setter(profile).layout.compose(marks: marks)
      return head.artwork.isEmpty && foot.artwork.isEmpty ? try framed(bytes, profile, head, foot) : nil
    }
    let (composition, warnings) = try compose(content, marks, profile)
    guard composition.artwork.isEmpty else { return nil }
    return try encoded(composition, [], profile, warnings)
  }

  private func encoded(
    _ composition: Composition, _ artwork: [Bitmap], _ profile: PrinterProfile, _ warnings: [PrintWarning]
  ) throws(PosError) -> SetContent {
    let bytes = try setter(profile).encoder.encode(composition, artwork: artwork)
    return SetContent(bytes, longest: CommandBoundaries(of: bytes, profile: profile).longest, warnings: warnings)
  }

  private func compose(
    _ content: NewJob.Content, _ marks: PrintMarks, _ profile: PrinterProfile
  ) throws(PosError) -> (Composition, [PrintWarning]) {
    let layout = setter(profile).layout
    switch content {
    case .receipt(let json):
      let composition = try layout.compose(try document(json), marks: marks)
      return (composition, PrintWarning.narrowCodes(composition))
    case .markup(let text):
      let markup = try Markup(text)
      var warnings = markup.warnings
      let composition = try layout.compose(markup: markup, marks: marks, warnings: &warnings)
      return (composition, PrintWarning.ignored(warnings))
    case .text(let text): return (try layout.compose(text: text, marks: marks), [])
    case .image(let file): return (try layout.compose(image: ImageElement(file), marks: marks), [])
    case .raw: return (Composition(), [])
    }
  }

  /// A client's own bytes, as they are, between the marks. A line that they leave open is cleared behind them, for the
  /// next job would print it; the driver ends a command that is cut off.
  private func framed(
    _ bytes: [UInt8], _ profile: PrinterProfile, _ headMarks: Composition? = nil, _ footMarks: Composition? = nil,
    _ artwork: [Bitmap] = [], _ missing: [PrintWarning] = []
  ) throws(PosError) -> SetContent {
    var (head, foot): ([UInt8], [UInt8]) = ([], [])
    if let headMarks, let footMarks {
      (head, foot) = try setter(profile).encoder.banners(headMarks, footMarks, artwork: artwork)
    }
    let ends = CommandBoundaries(of: bytes, profile: profile)
    if ends.waiting != nil, ends.cutOff == nil, foot.isEmpty { foot = Command.initialize }
    let warnings = PrintWarning.unfinished(ends) + missing
    if head.isEmpty, foot.isEmpty { return SetContent(bytes, longest: ends.longest, warnings: warnings) }
    let all = head + bytes + foot
    return SetContent(all, longest: CommandBoundaries(of: all, profile: profile).longest, warnings: warnings)
  }

  private func setter(_ profile: PrinterProfile) -> Setter {
    if let setter = setters[profile] { return setter }
    if setters.count >= Self.mostSetters { setters = [:] }
    let setter = Setter(layout: ReceiptLayout(profile: profile), encoder: ReceiptEncoder(profile: profile))
    setters[profile] = setter
    return setter
  }

  private func document(_ json: String) throws(PosError) -> ReceiptDocument {
    if let lastDocument, lastDocument.json.utf8.elementsEqual(json.utf8) { return lastDocument.document }
    do throws(JSONFault) {
      let document = try JSONCodec.decode(ReceiptDocument.self, from: Array(json.utf8)[...])
      lastDocument = json.utf8.count <= 1 << 16 ? (json, document) : nil
      return document
    } catch {
      switch error {
      case .refused(let error): throw error
      case .notJSON: throw PosError(.illegal, "the receipt document is not JSON")
      case .member(let path, let why): throw PosError(.illegal, "receipt\(path): \(why)")
      }
    }
  }

  private static func check(_ file: [UInt8]) throws(PosError) {
    guard let fault = PictureFile.fault(file) else { return }
    throw PosError(.illegal, "image \(fault)", remedy: "send a PNG or a JPEG file, in base64")
  }
}
