#if DEBUG
  import PosModel
  import Reactor
  import Transports

  /// Makes transports that end the daemon at a send.
  @ReactorActor
  final class KillingTransports: TransportProvider {
    private let base: any TransportProvider
    private let point: KillPoint
    private var sends = 0

    init(_ base: any TransportProvider, at point: KillPoint) {
      self.base = base
      self.point = point
    }

    func findKeyboards(_ found: @escaping @Sendable @ReactorActor ([KeyboardNode]) -> Void) {
      base.findKeyboards(found)
    }

    func makeTransport(to address: TransportAddress, options: TransportOptions) throws(PosError) -> any Transport {
      let transport = try base.makeTransport(to: address, options: options)
      return point.place == .send ? KillingTransport(transport) { [weak self] in self?.next() } : transport
    }

    /// How this send ends the daemon; nil: not at all.
    private func next() -> KillPoint.Side? {
      sends += 1
      return sends == point.number ? point.side : nil
    }
  }

  @ReactorActor
  private final class KillingTransport: Transport {
    nonisolated let description: TransportDescription
    private let base: any Transport
    private let next: @ReactorActor () -> KillPoint.Side?

    init(_ base: any Transport, _ next: @escaping @ReactorActor () -> KillPoint.Side?) {
      self.base = base
      self.next = next
      description = base.description
    }

    func open(_ deliver: @escaping @ReactorActor (LinkEvent, Instant) -> Void) { base.open(deliver) }
    func recover(_ step: RecoveryStep) { base.recover(step) }
    func close() { base.close() }

    func perform(_ request: LinkRequest) {
      guard case .send(let token, let bytes, let stallTimeout) = request, let side = next() else {
        return base.perform(request)
      }
      switch side {
      case .before: break
      case .after: base.perform(request)
      case .bytes(let count): base.perform(.send(token, Array(bytes.prefix(count)), stallTimeout: stallTimeout))
      }
      KillPoint.die()
    }
  }
#endif
