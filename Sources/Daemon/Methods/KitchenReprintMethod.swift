import PosModel
import PosProtocol
import Reactor

/// Prints a ticket again, marked and with its number.
enum KitchenReprintMethod: AsyncMethod {
  static let permission: Permission? = .print
  static let summary = "Prints a ticket again, marked and with its number."

  static func call(_ params: KitchenReprint, _ call: Call) async throws(PosError) -> PrintJob {
    try await call.kitchen.reprint(params)
  }
}
