import ArgumentParser
import PosClient
import PosModel
import PosProtocol
import Reactor

/// `posd kitchen`.
struct KitchenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kitchen", abstract: "Shows the stations of the kitchen, sends an order, prints a ticket again.",
    subcommands: [Status.self, Order.self, Reprint.self], defaultSubcommand: Status.self)

  /// `posd kitchen status [STATION]`.
  struct Status: ClientCommand {
    static let configuration = CommandConfiguration(
      abstract: "Shows each station: its printers, what waits, what needs a look.",
      discussion: """
        On a terminal the table follows what happens, until interrupted; elsewhere, and with --once, it is written once.
        Exit code 0: every ticket is on its way; 1: one needs a look, or a station has no printer that prints.
        """)

    @OptionGroup var options: ClientOptions
    @Flag(name: .long, help: "Writes the table once, on a terminal too.") var once = false
    @Argument(help: "One station; nothing means all.") var station: String?

    func run(_ client: PosClient) async throws {
      let isLive = Console.out.isTerminal && !once && !options.json
      guard isLive else {
        let stations = try await client.call(KitchenStatus(station: station))
        if options.json { writeJSONLine(stations) } else { KitchenTable(stations).write() }
        if stations.contains(where: \.needsSomebody) { throw ExitCode(1) }
        return
      }
      try await KitchenScreen(client, station: station).run()
    }
  }

  /// `posd kitchen order FILE`.
  struct Order: ClientCommand {
    static let configuration = CommandConfiguration(
      abstract: "Sends an order from a file: the parameters of kitchen.order in JSON.",
      discussion: "Exit code 0 when all tickets are on the disk; with --wait, when all are printed.")

    @OptionGroup var options: ClientOptions
    @Flag(name: .long, help: "Waits until all tickets have ended or are uncertain.") var wait = false
    @Argument(help: "The file, or - for standard input.", completion: .file()) var file: String

    func run(_ client: PosClient) async throws {
      var order: KitchenOrder
      let bytes = try readFile(file)
      do throws(JSONFault) {
        order = try JSONCodec.decode(KitchenOrder.self, from: bytes[...])
      } catch {
        throw PosError(.illegal, "\(file) is no order: \(error.line)", remedy: "docs/kitchen.md shows one")
      }
      if wait { order.wait = .done }
      let reply = try await client.call(order)
      if options.json {
        writeJSONLine(reply)
      } else {
        for job in reply.jobs { Console.out.line(job.ticketLine) }
        for index in reply.unrouted {
          Console.out.line(Style.warning("\(order.items[index].name.escapingControls) went to the default station"))
        }
      }
      if wait, reply.jobs.contains(where: { $0.state != .printed }) { throw ExitCode(1) }
    }
  }

  /// `posd kitchen reprint STATION NUMBER`.
  struct Reprint: ClientCommand {
    static let configuration = CommandConfiguration(
      abstract: "Prints a ticket again, with its number and the mark 重打 REPRINT.")

    @OptionGroup var options: ClientOptions
    @Option(name: .long, help: "The station's day, as 2026-11-26; today if left out.") var day: String?
    @Argument(help: "The station's name.") var station: String
    @Argument(help: "The number on the ticket.") var number: Int

    func run(_ client: PosClient) async throws {
      let job = try await client.call(KitchenReprint(station: station, number: number, day: day))
      if options.json { return writeJSONLine(job) }
      Console.out.line(job.ticketLine)
    }
  }
}

extension JSONFault {
  fileprivate var line: String {
    switch self {
    case .notJSON: "it is not JSON"
    case .member(let path, let why): "\(path) \(why)"
    case .refused(let error): error.message
    }
  }
}
