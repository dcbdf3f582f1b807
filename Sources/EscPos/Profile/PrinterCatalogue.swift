import PosModel

/// The profiles that a till knows: the built-in ones and those of its technician.
package struct PrinterCatalogue: Hashable, Sendable {
  /// A technician's own; one with the id of a built-in profile stands in its place.
  package private(set) var own: [PrinterProfile] = []

  /// Only the profiles that posd comes with.
  package static let builtIn = PrinterCatalogue()

  package init() {}

  /// Adds a profile, in place of an own one with the same id.
  package mutating func add(_ profile: PrinterProfile) {
    own.removeAll { $0.id.isSameWord(as: profile.id) }
    own.append(profile)
  }

  /// In the order of the table, own ones last.
  package var all: [PrinterProfile] {
    if own.isEmpty { return PrinterTable.builtIn.profiles }
    return PrinterTable.builtIn.profiles.filter { old in !own.contains { $0.id.isSameWord(as: old.id) } } + own
  }

  /// The profile with this id; upper and lower case are the same.
  package func named(_ id: String) -> PrinterProfile? {
    own.first { $0.id.isSameWord(as: id) } ?? PrinterTable.builtIn.profiles.first { $0.id.isSameWord(as: id) }
  }

  /// The id that was probably meant; nil when none is near.
  package func nearest(to id: String) -> String? {
    nearestWord(to: id, in: all.map(\.id))
  }

  /// What a printer is until more is known of it.
  package var generic: PrinterProfile {
    named("generic-80")
      ?? PrinterProfile(id: "generic-80", vendor: "", model: "ESC/POS, 80 mm", source: "", dots: 576, paper: 80)
  }

  /// The named sets of pages that `code-pages` takes.
  package static var pageSets: [String: [UInt8: String]] { PrinterTable.builtIn.pages }
}

extension PrinterProfile {
  /// All that posd comes with.
  package static var all: [PrinterProfile] { PrinterCatalogue.builtIn.all }

  /// The built-in profile with this id; upper and lower case are the same.
  package static func named(_ id: String) -> PrinterProfile? { PrinterCatalogue.builtIn.named(id) }

  /// The built-in id that was probably meant.
  package static func nearest(to id: String) -> String? { PrinterCatalogue.builtIn.nearest(to: id) }

  /// The built-in profile of what a printer says of itself: see `PrinterCatalogue.match`.
  package static func match(
    usb: String? = nil, product: String? = nil, deviceID: String? = nil, modelName: String? = nil
  ) -> PrinterProfile? {
    PrinterCatalogue.builtIn.match(usb: usb, product: product, deviceID: deviceID, modelName: modelName)
  }
}

extension String {
  func isSameWord(as other: String) -> Bool {
    utf8.count == other.utf8.count && lowercased() == other.lowercased()
  }
}
