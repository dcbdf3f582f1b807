import PosClient
import PosModel
import PosProtocol
import Reactor

/// A sale as a POS program would do it: three scans, a receipt, the drawer.
@ReactorActor
struct Sale {
  let client: PosClient
  let json: Bool

  func play() async throws {
    let printer = EventPrinter(json: json)
    let waiter = EventWaiter()
    client.onNotification = { event in
      printer.show(event)
      waiter.take(event)
    }
    _ = try await client.call(EventsSubscribe())
    for device in try await client.call(DeviceList()) { printer.learn(device) }
    try await waitUntilReady()

    title("The cashier scans")
    let goods = [("front", "6901028075831", "]E0"), ("hand", "6923450657713", nil), ("front", "6954767423579", "]E0")]
    for (scanner, code, aim) in goods {
      _ = try await client.call(SimulatorScan(device: scanner, text: code, aim: aim))
      try await waiter.wait(for: ScannerData.type)
    }

    title("The receipt is printed")
    let job = try await client.call(
      PrinterPrint(printer: "receipt", key: "demo-sale", content: .init(text: Self.receipt), wait: .done))
    guard job.state == .printed else {
      throw PosError(.failure, "the receipt was not printed: \(job.state.rawValue)", remedy: job.reason?.remedy)
    }

    title("The drawer opens, takes the money, and is closed")
    _ = try await client.call(DrawerOpen(drawer: "till-drawer"))
    try await waiter.wait(for: DrawerStatusEvent.type)
    _ = try await client.call(SimulatorDrawer(drawer: "till-drawer", open: false))
    try await waiter.wait(for: DrawerStatusEvent.type)

    title("What came out of the printer")
    let paper = try await client.call(SimulatorPaper(printer: "receipt", format: .text))
    if json { return writeJSONLine(paper) }
    Console.out.write(paper.text ?? "")
  }

  private func title(_ text: String) {
    if !json { Console.out.line("\n\(Style.strong("== \(text)"))") }
  }

  /// The simulated devices open as real ones do: not all are ready at once.
  private func waitUntilReady() async throws {
    let deadline = Reactor.now + .seconds(10)
    while try await client.call(DeviceList()).contains(where: { $0.state != .ready }) {
      guard Reactor.now < deadline else { throw PosError(.timeout, "the simulated till did not become ready") }
      try await Reactor.shared.sleep(for: .milliseconds(20))
    }
  }

  private static let receipt =
    """
    　　　　便民超市（演示店）
    --------------------------------
    \(row("可口可乐 330ml", "¥3.50"))
    \(row("康师傅红烧牛肉面", "¥5.00"))
    \(row("农夫山泉 550ml", "¥2.00"))
    --------------------------------
    \(row("合计", "¥10.50"))
    \(row("现金", "¥20.00"))
    \(row("找零", "¥9.50"))
    　　　　　谢谢惠顾

    """

  /// One line of 32 columns, which is 58 mm paper; hanzi take two, and so does ¥, which is printed as ￥.
  private static func row(_ left: String, _ right: String) -> String {
    let width = terminalWidth(left) + terminalWidth(right) + 1
    return left + String(repeating: " ", count: max(32 - width, 1)) + right
  }
}
