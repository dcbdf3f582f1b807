import EscPos
import PosModel
import PosProtocol
import PrintSpool
import Reactor

/// Lays content out for the profile of its printer, has drawn what the printer cannot set, and says it in bytes.
@ReactorActor
package final class ReceiptSetting: ContentSetting {
  /// Typesetters that are ready; a shop has a handful of printers.
  private static let mostSetters = 16
  /// What is longer is set on another thread, in bytes: a megabyte of text takes seconds, in which no drawer would open.
  private static let (longContent, longRaw) = (8 << 10, 64 << 10)

  private let render: RenderProcess
  /// The profile of a device by its id; nil for what has none.
  private let profileOf: @ReactorActor (String) -> PrinterProfile?
  private var setters: [PrinterProfile: Typesetter] = [:]
  /// A document is read when it is checked and again when it is set, mostly at once.
  private var lastDocument: (json: String, document: ReceiptDocument)?
  /// It starts with the first long content.
  private var worker: BlockingWorker?

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
      if let printer, !Self.isLong(content) { try setter(profileOf(printer) ?? .generic).checkCodes(of: document) }
    case .markup(let markup): return PrintWarning.ignored(try Markup(markup).warnings)
    case .image(let file): try Self.check(file)
    case .raw(let bytes):
      let profile = printer.flatMap(profileOf) ?? .generic
      return PrintWarning.unfinished(CommandBoundaries(of: bytes, profile: profile))
    case .text(let text): try Self.check(lines: text)
    }
    return []
  }

  package func set(
    _ content: NewJob.Content, marks: PrintMarks, printer: DeviceDescription, drawer: DrawerTiming
  ) async throws(PosError) -> SetContent {
    try await set(content, marks: marks, for: profile(of: printer), drawer: drawer)
  }

  /// The same for a printer that is not there.
  package func set(
    _ content: NewJob.Content, marks: PrintMarks = PrintMarks(), for profile: PrinterProfile,
    drawer: DrawerTiming = .inTime
  ) async throws(PosError) -> SetContent {
    let setter = setter(profile)
    let isLong = Self.isLong(content)
    let document = isLong ? nil : try known(content)
    var draft = try await away(isLong) { () throws(PosError) in try setter.draft(content, marks, document) }
    drawer.apply(to: &draft)
    let drawn = try await drawn(draft)
    return try await away(isLong) { [draft] () throws(PosError) in
      try setter.set(draft, drawn.map(\.bitmap), PrintWarning.missingGlyphs(Set(drawn.flatMap(\.missing))))
    }
  }

  /// What cannot be drawn is looked for one by one, so that the error tells its place.
  private func drawn(_ draft: Typesetter.Draft) async throws(PosError) -> [Drawn] {
    let artwork = draft.artwork
    guard !artwork.isEmpty else { return [] }
    let fault: PosError
    do throws(PosError) { return try await render.drawn(artwork) } catch { fault = error }
    guard fault.code == .illegal, draft.compositions.count == 1 else { throw fault }
    for (index, one) in artwork.enumerated() {
      do throws(PosError) {
        _ = try await render.drawn([one])
      } catch {
        guard let place = draft.compositions[0].place(of: index) else { throw error }
        var placed = error
        placed.message = "\(place): \(error.message)"
        throw placed
      }
    }
    throw fault
  }

  package func setAtOnce(
    _ content: NewJob.Content, marks: PrintMarks, printer: DeviceDescription
  ) throws(PosError) -> SetContent? {
    guard !Self.isLong(content) else { return nil }
    let setter = setter(profile(of: printer))
    let draft = try setter.draft(content, marks, try known(content))
    return draft.artwork.isEmpty ? try setter.set(draft, []) : nil
  }

  /// What bytes put on paper.
  package func paper(of bytes: [UInt8], for profile: PrinterProfile) async throws(PosError) -> PaperPreview {
    try await away(bytes.count > Self.longContent) { PaperPreview(of: bytes, profile: profile) }
  }

  /// Long work is done on a thread of its own. Throws `busy` when too much waits for it.
  private func away<Value: Sendable>(
    _ isLong: Bool, _ work: @escaping @Sendable () throws(PosError) -> Value
  ) async throws(PosError) -> Value {
    guard isLong else { return try work() }
    let busy = PosError(.busy, "too much content waits to be set", remedy: "try again")
    let worker: BlockingWorker
    do throws(SystemError) {
      worker = if let ready = self.worker { ready } else { try BlockingWorker(name: "setting") }
    } catch {
      throw PosError(.failure, "there is no thread for long content", cause: "\(error)")
    }
    self.worker = worker
    return try await worker.value(refusal: busy, work)
  }

  private static func isLong(_ content: NewJob.Content) -> Bool {
    switch content {
    case .receipt(let text), .markup(let text), .text(let text): text.utf8.count > longContent
    case .raw(let bytes): bytes.count > longRaw
    // The render process reads it.
    case .image: false
    }
  }

  private func setter(_ profile: PrinterProfile) -> Typesetter {
    if let setter = setters[profile] { return setter }
    if setters.count >= Self.mostSetters { setters = [:] }
    let setter = Typesetter(profile: profile)
    setters[profile] = setter
    return setter
  }

  private func known(_ content: NewJob.Content) throws(PosError) -> ReceiptDocument? {
    if case .receipt(let json) = content { try document(json) } else { nil }
  }

  private func document(_ json: String) throws(PosError) -> ReceiptDocument {
    if let lastDocument, lastDocument.json.utf8.elementsEqual(json.utf8) { return lastDocument.document }
    let document = try Typesetter.document(json)
    lastDocument = json.utf8.count <= 1 << 16 ? (json, document) : nil
    return document
  }

  private static func check(lines text: String) throws(PosError) {
    guard text.utf8.count(where: { $0 == 0x0A || $0 == 0x0D }) > ReceiptLimits.lines else { return }
    throw PosError(
      .illegal, "text has more than \(ReceiptLimits.lines) lines", remedy: "print it in several jobs")
  }

  private static func check(_ file: [UInt8]) throws(PosError) {
    guard let fault = PictureFile.fault(file) else { return }
    throw PosError(.illegal, "image \(fault)", remedy: "send a PNG or a JPEG file, in base64")
  }
}
