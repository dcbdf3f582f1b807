import ArgumentParser
import PosClient
import PosModel
import PosProtocol

/// `posd printer logo`.
struct PrinterLogoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "logo", abstract: "Keeps logos in a printer's own memory.",
    subcommands: [Store.self, List.self, Delete.self, Print.self])

  /// `posd printer logo store NAME KEY FILE`.
  struct Store: ClientCommand {
    static let configuration = CommandConfiguration(
      abstract: "Stores a picture under a key.",
      discussion: "Printers wear out by this: store a logo when it changes, and print it by its key.")

    @OptionGroup var options: ClientOptions
    @Argument(help: "The printer's name or id.") var printer: String
    @Argument(help: "Two ASCII characters; 1 for printers that count their logos.") var key: String
    @Argument(help: "A PNG or JPEG file.", completion: .file(extensions: ["png", "jpg", "jpeg"])) var file: String
    @Option(name: .long, help: "Its width in dots; the picture's own without it.") var width: Int?

    func run(_ client: PosClient) async throws {
      let reply = try await client.call(
        PrinterLogoStore(printer: printer, key: key, image: try readFile(file), width: width))
      if options.json { return writeJSONLine(reply) }
      let size = "\(reply.width)×\(reply.height) dots"
      switch reply.stored {
      case true?: Console.out.line("\(Style.good("stored")) as \(key), \(size)")
      case false?:
        throw PosError(.failure, "the printer does not list \(key): its memory may be full", remedy: "delete others")
      case nil: Console.out.line("sent, \(size); the printer does not say whether it keeps it: print it")
      }
    }
  }

  /// `posd printer logo list NAME`.
  struct List: ClientCommand {
    static let configuration = CommandConfiguration(abstract: "Lists the keys of the logos that a printer keeps.")

    @OptionGroup var options: ClientOptions
    @Argument(help: "The printer's name or id.") var printer: String

    func run(_ client: PosClient) async throws {
      let reply = try await client.call(PrinterLogoList(printer: printer))
      if options.json { return writeJSONLine(reply) }
      for key in reply.keys { Console.out.line(key.escapingControls) }
    }
  }

  /// `posd printer logo delete NAME KEY`.
  struct Delete: ClientCommand {
    static let configuration = CommandConfiguration(abstract: "Removes a logo.")

    @OptionGroup var options: ClientOptions
    @Argument(help: "The printer's name or id.") var printer: String
    @Argument(help: "The logo's key.") var key: String

    func run(_ client: PosClient) async throws {
      let reply = try await client.call(PrinterLogoDelete(printer: printer, key: key))
      if options.json { writeJSONLine(reply) }
    }
  }

  /// `posd printer logo print NAME KEY`.
  struct Print: ClientCommand {
    static let configuration = CommandConfiguration(
      abstract: "Prints a logo by its key.",
      discussion: """
        A key that the printer does not list is refused. A printer that lists none, and a user who may not ask, print \
        what there is: nothing under a key that is not there.
        """)

    @OptionGroup var options: ClientOptions
    @Argument(help: "The printer's name or id.") var printer: String
    @Argument(help: "The logo's key.") var key: String

    func run(_ client: PosClient) async throws {
      try await requireKnown(client)
      let content = PrinterPrint.Content(receipt: .array([.object(["logo": .string(key)])]))
      try await client.printAndTell(PrinterPrint(printer: printer, content: content), json: options.json)
    }

    /// Throws when the printer says which logos it keeps, and this is none of them.
    private func requireKnown(_ client: PosClient) async throws {
      let keys: [String]
      do throws(PosError) {
        keys = try await client.call(PrinterLogoList(printer: printer)).keys
      } catch {
        // It does not say, or not now, or not to this user: the job itself tells what else is wrong.
        return
      }
      guard !keys.contains(key) else { return }
      throw PosError(
        .illegal, "the printer keeps no logo \(key)",
        remedy: keys.isEmpty
          ? "store it with posd printer logo store"
          : "it keeps " + keys.map(\.escapingControls).joined(separator: ", "))
    }
  }
}
