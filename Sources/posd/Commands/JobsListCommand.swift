import ArgumentParser
import PosClient
import PosModel
import PosProtocol
import Reactor

/// `posd jobs list`.
struct JobsListCommand: ClientCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists the print jobs that are known, newest first.")

  @OptionGroup var options: ClientOptions
  @Flag(name: .long, help: "Only those that somebody has to look at.") var attention = false
  @Option(name: .long, help: "Only of this printer or station.") var printer: String?
  @Option(name: .long, help: "Only in this state; may be repeated.") var state: [PrintJobState] = []
  @Option(name: .long, help: "How many at most.") var limit = 50
  @Flag(name: .long, help: "Shows changes as they happen, until interrupted.") var watch = false

  func validate() throws {
    if !(1...1000).contains(limit) { throw ValidationError("--limit is 1 to 1000") }
  }

  func run(_ client: PosClient) async throws {
    guard watch else { return Console.out.write(try await text(client)) }
    let view = try await LiveView(client, types: [PrinterJobEvent.type], json: options.json)
    try await view.show { try await text(client) }
  }

  @ReactorActor private func text(_ client: PosClient) async throws -> String {
    let jobs = try await client.call(
      JobsList(
        printer: printer, states: state.isEmpty ? nil : state, attention: attention ? true : nil, limit: limit))
    if options.json { return try jsonLine(jobs) }
    if jobs.isEmpty { return "no jobs\n" }
    var table = Table(["JOB", "ACCEPTED", "PRINTER", "STATE", "PROOF", "COPY", "TITLE", "WHY"])
    for job in jobs {
      table.add([
        .init(job.job), .init(String(job.acceptedAt.prefix(19).suffix(8)), .faint), .init(job.printer),
        .init(job.state.rawValue + (job.attention ? " !" : ""), job.attention ? .bad : job.state.style),
        .init(job.evidence.rawValue), .init("\(job.copy)/\(job.copies)"), .init((job.title ?? "").escapingControls),
        .init(job.reason?.message ?? ""),
      ])
    }
    return table.text()
  }
}
