import ArgumentParser
import Glibc
import PosClient
import PosModel
import PosProtocol

/// `posd print`.
struct PrintCommand: ClientCommand {
  static let configuration = CommandConfiguration(
    commandName: "print", abstract: "Prints text or a file, and says what became of it.",
    discussion: """
      Exit code 0 only when the printer has taken all of it without a complaint; 1 when the job waits, failed or is \
      uncertain. The job stays with posd when you interrupt this command.
      """)

  @OptionGroup var options: ClientOptions
  @Option(name: .shortAndLong, help: "The printer's name or id; may be left out where there is only one.")
  var printer: String?
  @Option(name: .shortAndLong, help: "A file of UTF-8 text, or - for standard input.", completion: .file())
  var file: String?
  @Flag(name: .long, help: "The file is the printer's own bytes, sent as they are.") var raw = false
  @Option(name: .long, help: "The job's key: the same key is never printed twice.") var key: String?
  @Option(name: .long, help: "How many copies.") var copies = 1
  @Flag(name: .long, help: "Opens the drawer too.") var openDrawer = false
  @Flag(name: .long, help: "Does not wait for the end: prints the job as accepted.") var noWait = false
  @Argument(help: "The text, as lines.") var text: [String] = []

  func validate() throws {
    if text.isEmpty == (file == nil) { throw ValidationError("give a text or a --file, and only one of them") }
    if raw, file == nil { throw ValidationError("--raw needs a --file") }
    if copies < 1 { throw ValidationError("--copies is at least 1") }
  }

  func run(_ client: PosClient) async throws {
    let content = try readContent()
    let printer = try await client.only(.posPrinter, named: printer)
    let progress = JobProgress(quiet: options.json)
    client.onNotification = { event in progress.show(event) }
    _ = try await client.call(EventsSubscribe(types: [PrinterJobEvent.type]))
    var job = try await client.call(
      PrinterPrint(printer: printer, key: key, content: content, copies: copies, openDrawer: openDrawer ? true : nil))
    progress.follow(job)
    if !noWait, !job.state.isEnded { job = try await progress.end(of: job, client) }
    progress.finish()
    if options.json {
      writeJSONLine(job)
    } else {
      Console.out.line(job.line)
      if let remedy = job.reason?.remedy { Console.out.line("  → \(remedy)") }
    }
    if job.state != .printed, !noWait { throw ExitCode(1) }
  }

  private func readContent() throws -> PrinterPrint.Content {
    guard let file else { return .init(text: text.joined(separator: "\n") + "\n") }
    let bytes = try readFile(file)
    if raw { return .init(raw: bytes) }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw PosError(.illegal, "\(file) is not UTF-8 text", remedy: "print the printer's own bytes with --raw")
    }
    return .init(text: text)
  }
}
