import ArgumentParser
import PosClient
import PosModel
import PosProtocol

/// `posd jobs`.
struct JobsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "jobs", abstract: "Lists print jobs, and decides about those that need somebody.",
    subcommands: [JobsListCommand.self, Show.self, Resolve.self, Cancel.self],
    defaultSubcommand: JobsListCommand.self)

  /// `posd jobs show ID`.
  struct Show: ClientCommand {
    static let configuration = CommandConfiguration(abstract: "Shows one job with its copies.")

    @OptionGroup var options: ClientOptions
    @Argument(help: "The job's id.") var job: String

    func run(_ client: PosClient) async throws {
      let job = try await client.call(JobsGet(job: job))
      if options.json { return writeJSONLine(job) }
      job.tell()
      let facts: [(String, String?)] = [
        ("printer", job.printer), ("title", job.title), ("key", job.key), ("station", job.station),
        ("policy", job.policy.rawValue), ("accepted", job.acceptedAt), ("expires", job.expiresAt),
        ("ended", job.endedAt),
        ("attempt", "\(job.attempt)"), ("copy", "\(job.copy) of \(job.copies)"),
      ]
      for case (let name, let value?) in facts { Console.out.line("  \(Style.faint(name)) \(value.escapingControls)") }
    }
  }

  /// `posd jobs resolve ID VERDICT`.
  struct Resolve: ClientCommand {
    static let configuration = CommandConfiguration(
      abstract: "Says what you saw on the paper.",
      discussion: "printed: it is on paper; reprint: print it again, marked; dismiss: nobody needs it any more.")

    @OptionGroup var options: ClientOptions
    @Argument(help: "The job's id.") var job: String
    @Argument(help: "printed, reprint or dismiss.") var verdict: JobsResolve.Verdict
    @Option(name: .long, help: "Only this copy.") var copy: Int?

    func run(_ client: PosClient) async throws {
      let job = try await client.call(JobsResolve(job: job, as: verdict, copy: copy))
      if options.json { writeJSONLine(job) } else { Console.out.line(job.line) }
    }
  }

  /// `posd jobs cancel ID`.
  struct Cancel: ClientCommand {
    static let configuration = CommandConfiguration(abstract: "Gives a job up that has not ended.")

    @OptionGroup var options: ClientOptions
    @Argument(help: "The job's id.") var job: String

    func run(_ client: PosClient) async throws {
      let job = try await client.call(JobsCancel(job: job))
      if options.json { writeJSONLine(job) } else { Console.out.line(job.line) }
    }
  }
}
