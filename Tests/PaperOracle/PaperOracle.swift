import Glibc
import PosModel
import Reactor

/// `paper-oracle [--seconds N] [--seed N] [--case ID] [--only kill|cut|mix|kitchen] [--posd PATH]`: runs the built daemon against
/// printers of its own, kills it, cuts its links, and reads from the paper whether it has kept its word.
@main
struct PaperOracle {
  static func main() {
    var options = Options()
    do { try options.read(Array(CommandLine.arguments.dropFirst())) } catch {
      print("paper-oracle: \(error)")
      exit(64)
    }
    Signals.ignorePipe()
    let given = options
    Reactor.shared.task {
      let plan = Plan(given)
      let failed = await plan.run()
      fflush(nil)
      exit(failed ? 1 : 0)
    }
    do { try Reactor.shared.run() } catch {
      print("paper-oracle: \(error)")
      exit(70)
    }
  }
}

struct Options: Sendable {
  var seconds = 75
  var seed = 1
  var cases: [String] = []
  var only: String?
  var posd = String(#filePath.dropLast("Tests/PaperOracle/PaperOracle.swift".count)) + ".build/debug/posd"
  var verbose = false

  mutating func read(_ arguments: [String]) throws {
    var rest = arguments[...]
    while let word = rest.popFirst() {
      if word == "--verbose" {
        verbose = true
        continue
      }
      guard let value = rest.popFirst() else { throw NotInTime(description: "\(word) needs a value") }
      switch word {
      case "--seconds": seconds = Int(value) ?? seconds
      case "--seed": seed = Int(value) ?? seed
      case "--case": cases.append(value)
      case "--only": only = value
      case "--posd": posd = value
      default: throw NotInTime(description: "there is no \(word)")
      }
    }
  }
}
