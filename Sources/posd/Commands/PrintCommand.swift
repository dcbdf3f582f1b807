import ArgumentParser
import PosClient
import PosModel
import PosProtocol
import Reactor

/// `posd print`.
struct PrintCommand: ClientCommand {
  static let configuration = CommandConfiguration(
    commandName: "print", abstract: "Prints a text, a receipt, a picture or a file, and says what became of it.",
    discussion: """
      It waits for the end. Where the printer stops (no paper, cover open) it says on standard error why and what to do, and \
      goes on waiting: for ever, or as long as --timeout says. The job stays with posd when you interrupt this command, \
      and is printed as soon as it can be; posd jobs cancel gives it up.
      Exit code 0 only when the printer has taken all of it without a complaint; 1 when the job failed or is uncertain, and \
      when it still waits at the end of --timeout. With --no-wait 0 when the job is on the disk.
      """)

  @OptionGroup var options: ClientOptions
  @Option(name: .shortAndLong, help: "The printer's name or id; may be left out where there is only one.")
  var printer: String?
  @OptionGroup(title: "Content") var content: ContentOptions
  @Option(name: .long, help: "The job's key: the same key is never printed twice.") var key: String?
  @Option(name: .long, help: "What people call it: a table, an order.") var title: String?
  @Option(name: .long, help: "How many copies.") var copies: Int?
  @Option(name: .long, help: "The name of a copy, printed on it; repeated for each, in place of --copies.")
  var copyName: [String] = []
  @Option(
    name: .long, help: "What becomes of a copy that broke off: atMostOnce waits for somebody, atLeastOnce repeats.")
  var policy: PrintPolicy?
  @Option(name: .long, help: "rush goes before what waits.") var priority: PrintLane?
  @Option(name: .long, help: ArgumentHelp("Not printed any more after this time.", valueName: "seconds")) var ttl: Int?
  @Flag(name: .long, help: "Opens the drawer too.") var openDrawer = false
  @Flag(name: .long, help: "Does not wait for the end: prints the job as accepted.") var noWait = false
  @Option(name: .long, help: ArgumentHelp("Waits at most so long for the end.", valueName: "seconds")) var timeout: Int?
  @Flag(name: .long, help: "Shows what would be printed, and prints nothing.") var preview = false
  @Option(
    name: .long, help: "With --preview: a picture of the paper goes there.", completion: .file(extensions: ["png"]))
  var png: String?

  func validate() throws {
    if let copies, !(1...99).contains(copies) { throw ValidationError("--copies is 1 to 99") }
    if copies != nil, !copyName.isEmpty { throw ValidationError("give --copies or --copy-name, not both") }
    if let ttl, ttl < 1 { throw ValidationError("--ttl is at least 1 second") }
    if let timeout, !(1...86_400).contains(timeout) { throw ValidationError("--timeout is 1 to 86400 seconds") }
    if timeout != nil, noWait { throw ValidationError("give --timeout or --no-wait, not both") }
    if png != nil, !preview { throw ValidationError("--png needs --preview") }
  }

  /// Here and not in `validate()`, which is asked before an unknown option is told.
  func check() throws {
    guard !content.isOne else { return }
    Console.error.line("Error: \(ContentOptions.rule)\nUsage: \(Posd.usageString(for: Self.self))")
    Console.error.line("  See 'posd print --help' for more information.")
    throw ExitCode.validationFailure
  }

  func run() throws {
    try check()
    let command = self
    try ReactorProgram.run(json: options.json) {
      // Before it connects: what cannot be read, or is empty, needs no daemon.
      let content = try command.content.content()
      try await command.submit(content, try await command.connect())
    }
  }

  func run(_ client: PosClient) async throws {
    try await submit(try content.content(), client)
  }

  @ReactorActor private func submit(_ content: PrinterPrint.Content, _ client: PosClient) async throws {
    let printer = try await client.only(.posPrinter, named: printer)
    guard !preview else {
      let report = PreviewReport(json: options.json, png: png, scale: nil) { try await client.call($0) }
      return try await report.show(content, printer: printer)
    }
    try await client.printAndTell(
      PrinterPrint(
        printer: printer, key: key, title: title, content: content, copies: copies,
        copyNames: copyName.isEmpty ? nil : copyName, policy: policy, priority: priority, ttlSeconds: ttl,
        openDrawer: openDrawer ? true : nil), json: options.json, waits: !noWait,
      within: timeout.map { .seconds($0) })
  }
}
