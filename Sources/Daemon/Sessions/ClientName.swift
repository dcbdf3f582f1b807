/// A name that a client gave itself, made fit for logs: one line, and short.
enum ClientName {
  private static let limit = 64

  /// nil when nothing is left of it.
  static func clean(_ name: String) -> String? {
    var kept = String.UnicodeScalarView()
    for scalar in name.unicodeScalars where kept.count < limit {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned, .privateUse: continue
      default: kept.append(scalar)
      }
    }
    return kept.isEmpty ? nil : String(kept)
  }
}
