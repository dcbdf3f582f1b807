import PosClient
import PosModel
import PosProtocol
import Reactor

/// Draws something again each time that events say that it may have changed, until interrupted.
@ReactorActor
final class LiveView {
  private static let shortest = Duration.milliseconds(100)
  private let client: PosClient
  private let isTable: Bool
  private var isStale = true
  private var end: PosError?
  private var waiter: CheckedContinuation<Void, Never>?
  private var last = ""

  /// JSON is for programs: no line of it is cut, and none is written over.
  init(_ client: PosClient, types: [String], json: Bool) async throws {
    self.client = client
    isTable = Console.out.isTerminal && !json
    client.onNotification = { [weak self] event in
      if types.contains(event.method ?? "") { self?.wake() }
    }
    client.onClose = { [weak self] error in
      self?.end = error ?? PosError(.offline, "posd has ended", remedy: "see its log")
      self?.wake()
    }
    _ = try await client.call(EventsSubscribe(types: types))
  }

  /// `draw` gives whole lines; on a terminal those that fit it take the place of the last ones. Ends by throwing.
  func show(_ draw: @ReactorActor () async throws -> String) async throws {
    while true {
      isStale = false
      var text = try await draw()
      if isTable { text = text.fitting(Console.out) }
      if text != last {
        Console.out.write((isTable ? "\u{1B}[H\u{1B}[2J" : "") + text)
        last = text
      }
      try await Reactor.shared.sleep(for: Self.shortest)
      if !isStale { await withCheckedContinuation { waiter = $0 } }
      if let end { throw end }
    }
  }

  private func wake() {
    isStale = true
    waiter?.resume()
    waiter = nil
  }
}
