import ArgumentParser
import PosClient
import PosModel
import PosProtocol
import Reactor

/// `posd drawer`.
struct DrawerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drawer", abstract: "Opens a cash drawer, or says whether it is open.",
    subcommands: [Open.self, Status.self, DrawerWatchCommand.self, DrawerLearnCommand.self],
    defaultSubcommand: Status.self)

  /// `posd drawer open [NAME]`.
  struct Open: ClientCommand {
    static let configuration = CommandConfiguration(abstract: "Kicks the drawer open now, or not at all.")

    @OptionGroup var options: ClientOptions
    @Argument(help: "Its name or id; may be left out where there is only one.") var drawer: String?

    func run(_ client: PosClient) async throws {
      let drawer = try await client.only(.cashDrawer, named: drawer)
      let answer = try await client.call(DrawerOpen(drawer: drawer))
      if options.json { return writeJSONLine(answer) }
      switch answer.opened {
      case true?: Console.out.line(Style.good("open"))
      case false?:
        Console.out.line(Style.bad("the drawer did not open"))
        Console.out.line("  → see whether it is locked, and whether its cable is in")
      case nil:
        let state = try await client.call(DrawerStatusGet(drawer: drawer))
        Console.out.line(
          state.anyOpen == true
            ? "kicked; another drawer of the printer is open, so nothing shows whether this one opened"
            : "kicked; this drawer has no sensor that says whether it opened")
      }
      if answer.opened == false { throw ExitCode(1) }
    }
  }

  /// `posd drawer status [NAME]`.
  struct Status: ClientCommand {
    static let configuration = CommandConfiguration(abstract: "Says whether the drawer is open.")

    @OptionGroup var options: ClientOptions
    @Argument(help: "Its name or id; may be left out where there is only one.") var drawer: String?

    @Flag(name: .long, help: "Shows changes as they happen, until interrupted.") var watch = false

    func run(_ client: PosClient) async throws {
      let drawer = try await client.only(.cashDrawer, named: drawer)
      guard watch else { return Console.out.write(try await text(drawer, client)) }
      let view = try await LiveView(client, types: [DrawerStatusEvent.type], json: options.json)
      try await view.show { try await text(drawer, client) }
    }

    @ReactorActor private func text(_ drawer: String, _ client: PosClient) async throws -> String {
      let answer = try await client.call(DrawerStatusGet(drawer: drawer))
      if options.json { return try jsonLine(answer) }
      return words(answer) + "\n"
    }

    private func words(_ answer: DrawerStatusGet.Reply) -> String {
      switch (answer.open, answer.anyOpen) {
      case (true?, _): "open"
      case (false?, _): "closed"
      case (nil, true?): "unknown: a drawer of this printer is open, and its one sensor line does not say which"
      case (nil, _): "unknown: no sensor was seen to work; open it once, or see posd drawer learn"
      }
    }
  }
}
