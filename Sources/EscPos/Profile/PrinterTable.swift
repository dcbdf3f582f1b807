import PosModel

/// The lines of `PrinterProfileTable`, read once at their first use.
///
/// `%shared;ids`, `%maker;name;vendor ids`, `%pages;name;pairs`, and for each profile `id;parent;key=value;…`, whose id
/// begins with a dot when it is only there to be inherited from.
struct PrinterTable: Sendable {
  var profiles: [PrinterProfile] = []
  /// The sets of pages by their names.
  var pages: [String: [UInt8: String]] = [:]
  /// USB ids that name no model.
  var sharedIDs: Set<String> = []
  /// The USB vendor ids of makers that have their own.
  var makers: [String: [String]] = [:]
  /// Lines that do not read, with their reasons: none, or the generator is wrong.
  var problems: [String] = []

  static let builtIn = PrinterTable(PrinterProfileTable.text)

  init(_ text: String) {
    var families: [String: PrinterProfile] = [:]
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: ";", omittingEmptySubsequences: false).map { String($0) }
      do throws(PosError) {
        if line.hasPrefix("%") {
          try addList(parts)
        } else {
          let profile = try profile(parts, families)
          families[Self.name(parts[0])] = profile
          if !parts[0].hasPrefix(".") { profiles.append(profile) }
        }
      } catch {
        problems.append("\(parts[0]): \(error.message)")
      }
    }
  }

  private mutating func addList(_ parts: [String]) throws(PosError) {
    switch (parts[0], parts.count) {
    case ("%shared", 2): sharedIDs = Set(PrinterProfile.list(parts[1]))
    case ("%maker", 3): makers[parts[1]] = PrinterProfile.list(parts[2])
    case ("%pages", 3): pages[parts[1]] = try PrinterProfile.pages(parts[2])
    default: throw PosError(.illegal, "is no list")
    }
  }

  private func profile(_ parts: [String], _ families: [String: PrinterProfile]) throws(PosError) -> PrinterProfile {
    guard parts.count >= 2 else { throw PosError(.illegal, "has no parent") }
    var profile = PrinterProfile(
      id: Self.name(parts[0]), vendor: "", model: "", source: "", dots: 0, paper: 0)
    if !parts[1].isEmpty {
      guard let parent = families[parts[1]] else { throw PosError(.illegal, "inherits \(parts[1])") }
      profile = parent.inherited(by: profile.id)
    }
    for part in parts.dropFirst(2) {
      guard let place = part.firstIndex(of: "="), let key = PrinterProfileKey(rawValue: String(part[..<place])) else {
        throw PosError(.illegal, "does not know \(part)")
      }
      let value = String(part[part.index(after: place)...])
      if key == .codePages, let pages = pages[value] {
        profile.codePages = pages
      } else {
        try profile.set(key, value)
      }
    }
    return profile
  }

  private static func name(_ id: String) -> String {
    id.hasPrefix(".") ? String(id.dropFirst()) : id
  }
}

extension PrinterProfile {
  /// What a profile begins with that inherits this one: everything but how it is recognised.
  package func inherited(by id: String) -> PrinterProfile {
    var profile = self
    profile.id = id
    profile.usb = []
    profile.names = []
    return profile
  }
}
