import EscPos
import PosModel
import PosProtocol
import Reactor

/// Keeps a picture in the printer's own memory.
enum PrinterLogoStoreMethod: AsyncMethod {
  static let permission: Permission? = .admin
  static let summary = "Keeps a picture in the printer's own memory, where receipts find it by its key."

  static func call(_ params: PrinterLogoStore, _ call: Call) async throws(PosError) -> PrinterLogoStore.Reply {
    let device = try call.usableDevice(params.printer, class: .posPrinter)
    guard let preview = call.daemon.preview else {
      throw PosError(.unsupported, "this daemon draws nothing, so it has no logos to store")
    }
    if let width = params.width, !(1...2000).contains(width) { throw PosError(.illegal, "width must be 1 to 2000") }
    let profile = call.profile(of: device)
    if profile.logos == .none { throw LogoCommand.unsupported(profile) }
    let picture = Picture(params.image.bytes, width: params.width, maximumWidth: profile.dots)
    let bitmap = try await preview.draw(picture)
    let command = try LogoCommand.store(bitmap, key: params.key, profile: profile)
    _ = try await call.daemon.devices.perform(.directIO(command), on: device.id)
    var reply = PrinterLogoStore.Reply(width: bitmap.width, height: bitmap.height, stored: nil)
    if profile.logos == .graphics { reply.stored = try await LogoKeys.read(device, call)?.contains(params.key) }
    return reply
  }
}
