import PosModel

extension PrintWarning {
  /// For standard error.
  var line: String {
    "\(Style.warning(code.rawValue, on: .error)): \(message) (\(codePoints.joined(separator: " "))); \(remedy)"
  }
}
