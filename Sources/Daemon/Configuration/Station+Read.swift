import PosModel

extension Station {
  /// A ticket that nobody has seen for so long is not cooked any more.
  static let usualTTL = Duration.seconds(1_800)

  /// nil when it has no name or no printers; the reasons are in the reader's list.
  init?(reading table: TableReader, templates: [TicketTemplate]) {
    var table = table
    let name = table.text("name")
    let printers = table.texts("printers")
    let ttl = table.duration("ttl")
    let copies = table.number("copies", in: 1...99)
    self.init(name: name ?? "", printers: printers ?? [], ttl: ttl ?? Self.usualTTL, copies: copies ?? 1)
    title = table.text("title")
    template = Self.template(&table, templates)
    if let language = table.word("language", of: TicketLanguage.allCases) { self.language = language }
    if let beeps = table.number("buzzer", in: 0...9) { self.beeps = beeps }
    if let time = table.duration("failover-after") { failoverAfter = time }
    if let time = table.duration("uncertain-after") { uncertainAfter = time }
    if let time = table.duration("return-after") { returnAfter = time }
    if let flag = table.flag("expo") { isExpo = flag }
    if let flag = table.flag("default") { isDefault = flag }
    categories = table.texts("categories") ?? []
    if let start = table.parsed("day-start", form: "\"04:00\"", Self.minutes) { dayStart = start }
    if !table.has("name") { table.fail("[[station]] needs a name") }
    if !table.has("printers") || printers?.isEmpty == true { table.fail("[[station]] needs printers") }
    if let name, !ConfiguredDevice.isUsable(name: name) {
      table.fail("name", "must be 1 to 64 characters without spaces at the ends and control characters")
    }
    if let title, !ConfiguredDevice.isUsable(name: title) {
      table.fail("title", "must be 1 to 64 characters without spaces at the ends and control characters")
    }
    if Set(self.printers).count < self.printers.count { table.fail("printers", "names a printer twice") }
    table.finish()
    if name == nil || printers == nil { return nil }
  }

  private static func template(_ table: inout TableReader, _ templates: [TicketTemplate]) -> TicketTemplate? {
    guard let name = table.text("template") else { return nil }
    if let template = templates.first(where: { $0.name == name }) { return template }
    let near = nearestWord(to: name, in: templates.map(\.name)).map { "; did you mean \"\($0)\"?" }
    table.fail("template", "\"\(name)\" is no [[template]] of this file or one before" + (near ?? ""))
    return nil
  }

  /// `04:00` → 240
  private static func minutes(_ text: String) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 && $0.utf8.allSatisfy { 0x30...0x39 ~= $0 } }),
      let hour = Int(parts[0]), let minute = Int(parts[1]), hour < 24, minute < 60
    else { return nil }
    return hour * 60 + minute
  }
}
