/// How far posd stands behind a row of the device database.
package enum SupportLevel: String, Codable, CaseIterable, Hashable, Sendable {
  /// Tried with the real unit.
  case supported
  /// Its language and interface are known from public sources; nobody has reported on a real unit.
  case shouldwork
  /// Known, and known not to work; the row says why.
  case unsupported
  /// Would work, and is left alone on purpose; the row says why.
  case disabled
}
