import EscPos
import PosModel
import PosProtocol
import PrintSpool
import Reactor

/// Prints a page that shows everything that the printer's profile says.
enum PrinterTestMethod: AsyncMethod {
  static let permission: Permission? = .print
  static let summary = "Prints a page that shows everything that the printer's profile says."

  static func call(_ params: PrinterTest, _ call: Call) async throws(PosError) -> PrintJob {
    let device = try call.usableDevice(params.printer, class: .posPrinter)
    let page = TestPage(profile: call.profile(of: device), name: device.name ?? device.id)
    var json: [UInt8] = []
    do throws(JSONFault) {
      try JSONCodec.encode(page.document, into: &json)
    } catch {
      throw PosError(.failure, "the test page cannot be kept", cause: "\(error)")
    }
    return try await call.accept(
      .receipt(String(decoding: json, as: UTF8.self)), on: device, title: "posd printer test")
  }
}
