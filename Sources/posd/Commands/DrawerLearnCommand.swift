import ArgumentParser
import PosClient
import PosModel
import PosProtocol

/// `posd drawer learn [NAME]`.
struct DrawerLearnCommand: ClientCommand {
  static let configuration = CommandConfiguration(
    commandName: "learn", abstract: "Finds out which level of the drawer's sensor means open.",
    discussion: """
      Asks you to close the drawer and to open it by hand, and keeps what the sensor says. drawer-open-level in posd.toml \
      stands over it. For scripts: --open-level.
      """)

  @OptionGroup var options: ClientOptions
  @Argument(help: "Its name or id; may be left out where there is only one.") var drawer: String?
  @Option(name: .long, help: "high or low: what is known already.") var openLevel: DrawerLevel?
  @Flag(name: .long, help: "Forgets it: the first kick tells again.") var forget = false

  func run(_ client: PosClient) async throws {
    let drawer = try await client.only(.cashDrawer, named: drawer)
    if forget { return tell(try await client.call(DrawerLearned(drawer: drawer, forget: true))) }
    if let openLevel { return tell(try await client.call(DrawerLearned(drawer: drawer, openLevel: openLevel))) }
    try wait("Close the drawer, then press Enter.")
    let closed = try await client.call(DrawerLearned(drawer: drawer)).level
    try wait("Open it with its key, or by hand, then press Enter.")
    let open = try await client.call(DrawerLearned(drawer: drawer)).level
    guard let open, let closed else {
      throw PosError(
        .unsupported, "the level of the drawer's sensor cannot be read",
        remedy: "see posd device: the printer must answer, or the serial port have modem lines")
    }
    guard open != closed else {
      throw PosError(
        .failure, "the sensor said \(open.rawValue) both times", remedy: "see whether the cable has a sensor's wire")
    }
    tell(try await client.call(DrawerLearned(drawer: drawer, openLevel: open)))
  }

  private func wait(_ words: String) throws {
    if Prompt.line(words) == nil {
      throw PosError(.illegal, "there is nobody at the terminal", remedy: "give --open-level high or low")
    }
  }

  private func tell(_ reply: DrawerLearned.Reply) {
    if options.json { return writeJSONLine(reply) }
    Console.out.line(reply.openLevel.map { "kept: open is \($0.rawValue)" } ?? "nothing is kept")
  }
}
