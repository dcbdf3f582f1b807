import EscPos
import PosModel

extension PrintWarning {
  /// What a document in markup has that is not on paper, from its top.
  static func ignored(_ warnings: [MarkupWarning]) -> [PrintWarning] {
    warnings.sorted { ($0.line, $0.column) < ($1.line, $1.column) }.prefix(MarkupLimits.warnings).map {
      PrintWarning(
        .markupIgnored, "\($0)", remedy: "docs/markup.md says what is understood", line: $0.line, column: $0.column)
    }
  }
}
