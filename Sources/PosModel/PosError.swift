/// The one error of posd: a stable word, what happened and what to do next.
///
/// Neither `message` nor `remedy` ever holds what was read from a card or a scanned code.
package struct PosError: Error, Hashable, Sendable, CustomStringConvertible {
  package var code: Code
  /// What happened, in a sentence that a technician can act on.
  package var message: String
  /// What to do next.
  package var remedy: String?
  /// The id of the device it is about.
  package var device: String?
  /// The lower layer's own words: `LIBUSB_ERROR_BUSY`, `ECONNREFUSED`.
  package var cause: String?

  package init(
    _ code: Code, _ message: String, remedy: String? = nil, device: String? = nil, cause: String? = nil
  ) {
    self.code = code
    self.message = message
    self.remedy = remedy
    self.device = device
    self.cause = cause
  }

  package var description: String {
    var text = "\(code.rawValue): \(message)"
    if let device { text += " [\(device)]" }
    if let remedy { text += " → \(remedy)" }
    if let cause { text += " (\(cause))" }
    return text
  }
}
