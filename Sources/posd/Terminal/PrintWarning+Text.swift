import PosModel

extension PrintWarning {
  /// For standard error.
  var text: String {
    let characters = codePoints.isEmpty ? "" : " (\(codePoints.joined(separator: " ")))"
    return "\(Style.warning(code.rawValue, on: .error)): \(message)\(characters); \(remedy)"
  }
}
