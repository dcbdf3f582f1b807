import ArgumentParser
import PosClient
import PosModel
import PosProtocol
import Reactor

/// `posd printer status [NAME]`.
struct PrinterStatusCommand: ClientCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Shows how printers are, what they can prove, and how many jobs wait.",
    discussion: "Exit code 0: all that are listed can print; 1: one cannot.")

  @OptionGroup var options: ClientOptions
  @Argument(help: "Its name or id; all without one.") var printer: String?
  @Flag(name: .long, help: "Shows changes as they happen, until interrupted.") var watch = false

  private struct State: Codable {
    var printer: String
    var name: String?
    var state: DeviceState
    var reason: DeviceReason?
    var status: PrinterStatus?
    var profile: String
    var evidence: PrintEvidence
    var jobs: Int

    var canPrint: Bool { state == .ready && status?.online != false }
  }

  func run(_ client: PosClient) async throws {
    if watch {
      let types = [
        PrinterStatusEvent.type, PrinterJobEvent.type, DeviceAdded.type, DeviceChanged.type, DeviceRemoved.type,
      ]
      let view = try await LiveView(client, types: types, json: options.json)
      return try await view.show { try text(try await look(client)) }
    }
    let states = try await look(client)
    Console.out.write(try text(states))
    if !states.allSatisfy(\.canPrint) { throw ExitCode(1) }
  }

  @ReactorActor private func look(_ client: PosClient) async throws -> [State] {
    let devices =
      if let printer {
        [try await client.call(DeviceGet(device: printer))]
      } else {
        try await client.call(DeviceList(class: .posPrinter))
      }
    var states: [State] = []
    for device in devices {
      let facts = try await client.call(PrinterProfileGet(printer: device.id))
      let waiting = try await client.call(JobsList(printer: device.id, states: [.queued, .printing, .blocked]))
      var state = State(
        printer: device.id, name: device.name, state: device.state, reason: device.reason, status: nil,
        profile: facts.profile, evidence: facts.evidence, jobs: waiting.count)
      if device.state == .ready {
        do throws(PosError) {
          state.status = try await client.call(PrinterStatusGet(printer: device.id))
        } catch {
          state.reason = DeviceReason(error)
        }
      }
      states.append(state)
    }
    return states
  }

  private func text(_ states: [State]) throws -> String {
    if options.json { return try jsonLine(states) }
    if states.isEmpty { return "no printers: plug one in, or name one in /etc/posd/posd.toml\n" }
    var table = Table(["STATE", "NAME", "ONLINE", "COVER", "PAPER", "CUTTER", "PROOF", "PROFILE", "JOBS"])
    for state in states {
      let status = state.status ?? PrinterStatus()
      table.add([
        .init(state.state.rawValue, state.state.style), .init(state.name ?? state.printer),
        status.online.map { $0 ? .init("yes", .good) : .init("no", .bad) } ?? .init("?", .faint),
        .init(status.cover.rawValue, status.cover == .open ? .bad : nil),
        .init(status.paper.rawValue, status.paper == .end ? .bad : status.paper == .nearEnd ? .warning : nil),
        .init(status.cutter.rawValue, status.cutter == .error ? .bad : nil), .init(state.evidence.rawValue),
        .init(state.profile), .init("\(state.jobs)", state.jobs > 0 ? .warning : nil),
      ])
    }
    return states.reduce(table.text()) { text, state in
      let name = Style.strong(state.name ?? state.printer)
      let error = state.status?.error.map { "\n\(name): error: \($0)\n" } ?? ""
      guard let reason = state.reason else { return text + error }
      return text + error + "\n\(name): \(reason.message)\n" + (reason.remedy.map { "  → \($0)\n" } ?? "")
    }
  }
}
