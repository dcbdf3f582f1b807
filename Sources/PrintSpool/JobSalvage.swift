import PosModel

/// What was saved of a damaged file of jobs, and what was not.
package struct JobSalvage: Hashable, Sendable {
  /// Where the damaged file lies now.
  package var file: String
  /// The jobs that are not ended.
  package var open = 0
  /// The ended jobs whose keys are still known.
  package var ended = 0
  /// What could not be read, in words; none when all could.
  package var lost: [String] = []

  /// For people: what happened, and what is left to be done.
  package var notice: PosError {
    let loss = lost.isEmpty ? "nothing is missing" : "not readable: " + lost.joined(separator: ", ")
    return PosError(
      .failure, "the file of the print jobs was damaged; \(open) open and \(ended) ended jobs were saved, \(loss)",
      remedy:
        "look at the jobs that need attention (posd jobs), and whether the disk is failing; the damaged file is \(file)"
    )
  }
}

extension PosError {
  /// Whether the file says something that it cannot say.
  package var isDamagedFile: Bool {
    guard let cause else { return false }
    return cause.hasPrefix("SQLITE_CORRUPT") || cause.hasPrefix("SQLITE_NOTADB")
  }
}
