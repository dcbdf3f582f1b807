import ArgumentParser
import EscPos
import PosClient
import PosModel
import PosProtocol
import Reactor
import Simulator

/// `posd printer profile [ID]`.
struct PrinterProfileCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "profile", abstract: "Lists the profiles of printers, or shows one as profiles.d takes it.",
    discussion: "With --printer: the profile of a connected printer, why it has it, and what was learned over it.")

  @Argument(help: "A profile's id, or a word to look for in makers and models.") var id: String?
  @Option(name: .long, help: "The profile of this printer of the daemon.") var printer: String?
  @Option(name: .long, help: "The configuration with profiles of your own.", completion: .file(extensions: ["toml"]))
  var config: String?
  @OptionGroup var options: ClientOptions

  private struct Listed: Codable {
    var id: String
    var facts: [String: String]
  }

  func validate() throws {
    if id != nil, printer != nil { throw ValidationError("give a profile or --printer, not both") }
  }

  func run() throws {
    let command = self
    try ReactorProgram.run(json: command.options.json) {
      if let printer = command.printer {
        try await command.explain(printer, try await PosClient.connect(to: command.options.socketPaths))
      } else {
        try command.look(in: try PrinterCatalogue.ofThisMachine(config: command.config))
      }
    }
  }

  private func look(in printers: PrinterCatalogue) throws {
    if let id, let profile = printers.named(id) { return show([profile], whole: true) }
    let word = id?.lowercased() ?? ""
    let found = printers.all.filter { profile in
      word.isEmpty || [profile.id, profile.vendor, profile.model].contains { $0.lowercased().contains(word) }
    }
    if let id, found.isEmpty {
      throw PosError(
        .illegal, "there is no printer profile \"\(id)\"",
        remedy: printers.nearest(to: id).map { "did you mean \"\($0)\"?" } ?? "posd printer profile lists all")
    }
    show(found, whole: false)
  }

  private func show(_ profiles: [PrinterProfile], whole: Bool) {
    if options.json {
      let listed = profiles.map { profile in
        Listed(
          id: profile.id,
          facts: Dictionary(profile.facts.map { ($0.key.rawValue, $0.value) }, uniquingKeysWith: { first, _ in first }))
      }
      if whole, let only = listed.first { writeJSONLine(only) } else { writeJSONLine(listed) }
    } else if whole, let profile = profiles.first {
      Console.out.line("[[profile]]\nid = \"\(profile.id)\"")
      for (key, value) in profile.facts { Console.out.line("\(key.rawValue) = \(value)") }
    } else {
      var table = Table(["ID", "MODEL", "PAPER", "DOTS", "COLUMNS", "CUTS", "HANZI"])
      for profile in profiles {
        table.add([
          .init(profile.id), .init([profile.vendor, profile.model].filter { !$0.isEmpty }.joined(separator: " ")),
          .init("\(profile.paper) mm"),
          .init("\(profile.dots)"), .init("\(profile.columns())"),
          .init(profile.cuts.map(\.rawValue).sorted().joined(separator: ", ")),
          .init(profile.multiByte?.encoding ?? "-"),
        ])
      }
      table.write()
    }
  }

  @ReactorActor private func explain(_ printer: String, _ client: PosClient) async throws {
    let reply = try await client.call(PrinterProfileGet(printer: printer))
    if options.json { return writeJSONLine(reply) }
    let why =
      switch reply.because {
      case .configuration where reply.profile == PrinterProfile.simulated.id: "the printer is one of the simulated till"
      case .configuration: "the configuration names it"
      case .answer: "the printer calls itself so (GS I 67)"
      case .deviceID: "the printer's IEEE 1284 device id says so"
      case .identity: "the printer's USB identity says so"
      case .database: "the device database knows its USB id"
      case .generic: "nothing tells what it is: name its profile in posd.toml, or posd printer learn"
      }
    Console.out.line("\(Style.strong(reply.profile)): \(why)")
    Console.out.line("proof that it can give: \(reply.evidence.rawValue)")
    if let time = reply.learnedAt { Console.out.line("learned at \(time)") }
    for (key, value) in reply.facts.sorted(by: { $0.key < $1.key }) { Console.out.line("\(key) = \(value)") }
  }
}
