import PosClient
import PosModel
import PosProtocol
import Reactor

/// The table of the stations on a terminal, written over each time that something happens.
@ReactorActor
final class KitchenScreen {
  private static let shortest = Duration.milliseconds(200)
  /// Ages grow by themselves.
  private static let longest = Duration.seconds(10)
  private let client: PosClient
  private let station: String?
  private var timer: ReactorTimer?
  private var wake: CheckedContinuation<Void, Never>?
  private var isDirty = false

  init(_ client: PosClient, station: String?) {
    self.client = client
    self.station = station
  }

  /// Runs until the connection ends; throws why.
  func run() async throws {
    client.onNotification = { [weak self] _ in self?.changed() }
    var isOpen = true
    var failure: PosError?
    client.onClose = { [weak self] error in
      isOpen = false
      failure = error
      self?.go()
    }
    _ = try await client.call(
      EventsSubscribe(
        types: [DeviceChanged.type, KitchenFailover.type, PrinterJobEvent.type, PrinterStatusEvent.type]))
    while isOpen {
      isDirty = false
      let stations = try await client.call(KitchenStatus(station: station))
      // Home, the rest cleared (ECMA-48, CUP and ED).
      Console.out.write("\u{1B}[H\u{1B}[J" + KitchenTable(stations).text().fitting(Console.out))
      timer?.cancel()
      timer = Reactor.shared.schedule(after: isDirty ? Self.shortest : Self.longest) { [weak self] in self?.go() }
      await withCheckedContinuation { wake = $0 }
    }
    if let failure { throw failure }
  }

  private func changed() {
    guard !isDirty else { return }
    isDirty = true
    timer?.cancel()
    timer = Reactor.shared.schedule(after: Self.shortest) { [weak self] in self?.go() }
  }

  private func go() {
    wake?.resume()
    wake = nil
  }
}
