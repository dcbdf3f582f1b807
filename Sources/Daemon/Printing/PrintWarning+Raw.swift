import EscPos
import PosModel

extension PrintWarning {
  /// What is wrong with the end of a client's own bytes; nothing where they end a line between two commands.
  static func unfinished(_ ends: CommandBoundaries) -> [PrintWarning] {
    var warnings: [PrintWarning] = []
    if let place = ends.waiting {
      warnings.append(
        PrintWarning(
          .rawUnfinished,
          "what begins at byte \(place) is not printed: the raw content ends before its line or page is ended",
          remedy:
            "end it with LF (0A), a page with FF (0C); posd clears it with ESC @, so that the next job has it not",
          offset: place))
    }
    if let place = ends.cutOff {
      warnings.append(
        PrintWarning(
          .rawUnfinished, "the command at byte \(place) is not complete: the raw content ends in the middle of it",
          remedy: "send the whole command; posd fills it up with zeros, so that it does not eat the next job",
          offset: place))
    }
    return warnings
  }
}
