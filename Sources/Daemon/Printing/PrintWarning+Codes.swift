import EscPos
import PosModel

extension PrintWarning {
  /// At most so many are named.
  private static let most = 32

  /// The codes for which the paper has no room with modules that every reader can tell apart.
  static func narrowCodes(_ composition: Composition) -> [PrintWarning] {
    composition.narrow.prefix(most).map { index in
      let place = composition.place(of: index).map { $0 + ": " } ?? ""
      return PrintWarning(
        .narrowCode, "\(place)there is room for modules of one dot only: some readers will not read the code",
        remedy: "shorten the data, use a denser code, or print it on wider paper")
    }
  }
}
