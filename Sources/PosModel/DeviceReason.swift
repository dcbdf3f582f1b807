/// Why a device is not `ready`, in a technician's words.
package struct DeviceReason: Codable, Hashable, Sendable {
  /// A stable word, of `PosError.Code` where one fits.
  package var code: String
  /// What happened.
  package var message: String
  /// What to do next.
  package var remedy: String?
  /// The UnifiedPOS result code.
  package var upos: Int

  package init(code: String, message: String, remedy: String?, upos: Int) {
    self.code = code
    self.message = message
    self.remedy = remedy
    self.upos = upos
  }

  package init(_ error: PosError) {
    self.init(code: error.code.rawValue, message: error.message, remedy: error.remedy, upos: error.code.upos)
  }
}
