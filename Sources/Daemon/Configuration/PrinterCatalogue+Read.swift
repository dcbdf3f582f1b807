import EscPos
import PosModel
import TextEncodings

extension PrinterCatalogue {
  /// Adds the `[[profile]]` tables of one file; what is wrong with them goes to the reader's list.
  mutating func read(_ root: TableReader) {
    var root = root
    for table in root.tables("profile") {
      guard let profile = profile(table) else { continue }
      if own.contains(where: { $0.id.lowercased() == profile.id.lowercased() }) {
        table.fail("id", "\"\(profile.id)\" is given twice")
      }
      add(profile)
    }
    root.finish()
  }

  /// nil when it has no usable id.
  private func profile(_ table: TableReader) -> PrinterProfile? {
    var table = table
    let id = table.text("id")
    let parent = table.text("inherits")
    if !table.has("id") { table.fail("[[profile]] needs an id") }
    var profile = PrinterProfile(id: id ?? "", vendor: "", model: "", source: table.problems.file, dots: 576, paper: 80)
    if let parent {
      if let base = named(parent) {
        profile = base.inherited(by: profile.id)
        profile.source = table.problems.file
        profile.support = .shouldwork
      } else {
        let near = nearest(to: parent).map { "; did you mean \"\($0)\"?" }
        table.fail("inherits", "\"\(parent)\", which is neither built in nor above" + (near ?? ""))
      }
    } else if !table.has("inherits") {
      for key in ["model", "dots", "paper"] where !table.has(key) {
        table.fail("[[profile]] needs inherits, or \(key)")
      }
    }
    for key in PrinterProfileKey.allCases { Self.read(key, table: &table, into: &profile) }
    table.finish()
    guard let id else { return nil }
    if !Self.isUsable(id: id) {
      table.fail("id", "must be 1 to 64 letters, digits, dots, +, - or _")
      return nil
    }
    return profile
  }

  private static func read(_ key: PrinterProfileKey, table: inout TableReader, into profile: inout PrinterProfile) {
    guard let text = text(key, &table) else { return }
    do throws(PosError) {
      try profile.set(key, text)
    } catch {
      table.fail(key.rawValue, error.message)
    }
  }

  /// The value as a profile takes it; nil where there is none, or it is told what is wrong with it.
  private static func text(_ key: PrinterProfileKey, _ table: inout TableReader) -> String? {
    let name = key.rawValue
    switch key.kind {
    case .text: return table.text(name)
    case .number(let range): return table.number(name, in: range).map { String($0) }
    case .flag: return table.flag(name).map { $0 ? "true" : "false" }
    case .duration: return table.duration(name).map { String(Int($0 / .milliseconds(1))) }
    case .texts: return joined(table.texts(name), name, table)
    case .numbers: return joined(table.numbers(name)?.map { String($0) }, name, table)
    case .pairs: return joined(table.pairs(name)?.map { "\($0.key)=\($0.value)" }, name, table)
    case .pages:
      if table.isText(name) { return pageSet(name, &table) }
      guard let pairs = table.pairs(name) else { return nil }
      for pair in pairs { check(page: pair.value, name, table) }
      return joined(pairs.map { "\($0.key)=\($0.value)" }, name, table)
    }
  }

  private static func joined(_ parts: [String]?, _ name: String, _ table: TableReader) -> String? {
    guard let parts else { return nil }
    if parts.contains(where: { $0.contains("|") }) {
      table.fail(name, "cannot hold \"|\"")
      return nil
    }
    return parts.joined(separator: "|")
  }

  private static func pageSet(_ name: String, _ table: inout TableReader) -> String? {
    let sets = pageSets
    guard let set = table.text(name) else { return nil }
    if let pages = sets[set] {
      return pages.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "|")
    }
    if let near = nearestWord(to: set, in: sets.keys) {
      table.fail(name, "cannot be \"\(set)\"; did you mean \"\(near)\"?")
    } else {
      table.fail(name, "cannot be \"\(set)\"; it is a table or one of \(sets.keys.sorted().joined(separator: ", "))")
    }
    return nil
  }

  private static func check(page: String, _ name: String, _ table: TableReader) {
    let known = TextEncoding.names + Set(pageSets.values.flatMap(\.values)).sorted()
    if known.contains(page) { return }
    let near = nearestWord(to: page, in: known).map { "; did you mean \"\($0)\"?" }
    table.fail(name, "does not know the page \"\(page)\"" + (near ?? ""))
  }

  private static func isUsable(id: String) -> Bool {
    (1...64).contains(id.utf8.count)
      && id.utf8.allSatisfy { byte in
        let character = Character(Unicode.Scalar(byte))
        return byte < 0x80 && (character.isLetter || character.isNumber || "+-_.".contains(character))
      }
  }
}
