import PosModel

/// All that is wrong with the configuration, in the order of the files and lines.
package struct ConfigurationError: Error, Hashable, Sendable, CustomStringConvertible {
  package struct Problem: Hashable, Sendable, CustomStringConvertible {
    package var file: String
    /// nil where it is about the whole file.
    package var line: Int?
    package var message: String

    package init(file: String, line: Int?, message: String) {
      self.file = file
      self.line = line
      self.message = message
    }

    package var description: String {
      line.map { "\(file):\($0): \(message)" } ?? "\(file): \(message)"
    }
  }

  package var problems: [Problem]

  package init(_ problems: [Problem]) {
    self.problems = problems
  }

  package var description: String { problems.map(\.description).joined(separator: "\n") }

  /// The same as an error of the protocol.
  package var posError: PosError {
    PosError(
      .illegal, "the configuration is not accepted: \(description)",
      remedy: "correct it; `posd config check` says the same")
  }
}
