import PosModel

/// Whether posd-render has glyphs for Chinese, by drawing some.
enum ChineseFontsCheck: DoctorCheck {
  static let name = "fonts"

  static func findings(in till: TillFacts) -> [Finding] {
    switch till.missingChinese {
    case nil: []
    case .success([]): [ok("Chinese can be drawn")]
    case .success(let missing):
      [
        warning(
          "no font has \(missing.joined()): Chinese that a printer does not set itself is boxes on paper",
          "apt-get install fonts-noto-cjk")
      ]
    case .failure(let error):
      [
        problem(
          "posd-render draws nothing: \(error.message)", error.remedy ?? "reinstall posd, and see journalctl -u posd")
      ]
    }
  }
}
