import EscPos
import PosModel
import PosProtocol
import Reactor

/// Lists the keys of the logos that a printer keeps.
enum PrinterLogoListMethod: AsyncMethod {
  static let permission: Permission? = .admin
  static let summary = "Lists the keys of the logos that a printer keeps."

  static func call(_ params: PrinterLogoList, _ call: Call) async throws(PosError) -> PrinterLogoList.Reply {
    let device = try call.usableDevice(params.printer, class: .posPrinter)
    let profile = call.profile(of: device)
    guard profile.logos == .graphics else { throw LogoCommand.unsupported(profile) }
    guard let keys = try await LogoKeys.read(device, call) else {
      throw PosError(.timeout, "the printer does not say which logos it has", device: device.id)
    }
    return PrinterLogoList.Reply(keys: keys)
  }
}

/// Asks a printer for the keys of its logos.
@ReactorActor
enum LogoKeys {
  /// A printer that writes its memory answers late.
  private static let attempts = 6
  private static let mostBlocks = 64

  /// nil: it does not say.
  static func read(_ device: DeviceDescription, _ call: Call) async throws(PosError) -> [String]? {
    for _ in 0..<attempts {
      guard let first = try await ask(LogoCommand.list, device, call) else { continue }
      var (keys, hasMore) = first
      var blocks = 1
      while hasMore, blocks < mostBlocks, let more = try await ask(LogoCommand.next, device, call) {
        keys += more.keys
        hasMore = more.hasMore
        blocks += 1
      }
      return keys
    }
    return nil
  }

  /// What there is, for somebody who has named another key; a printer's word may hold anything.
  static func advice(_ keys: [String]) -> String {
    let clean = keys.filter(LogoCommand.isKey).prefix(32)
    return clean.isEmpty ? "it keeps none" : "it keeps \(clean.joined(separator: ", "))"
  }

  private static func ask(
    _ command: [UInt8], _ device: DeviceDescription, _ call: Call
  ) async throws(PosError) -> (keys: [String], hasMore: Bool)? {
    guard case .data(let bytes) = try await call.daemon.devices.perform(.directIO(command), on: device.id) else {
      return nil
    }
    return LogoCommand.keys(in: bytes)
  }
}
