#if DEBUG
  import Glibc
  import PosModel
  import PrintSpool
  import Synchronization

  /// Where a test lets the daemon die, as if by `kill -9`: `POSD_KILL_AT=store:N:before|after` or
  /// `send:N:before|after|BYTES`, with N from 1. Debug builds only.
  struct KillPoint: Sendable {
    enum Place: Sendable { case store, send }
    enum Side: Sendable {
      case before, after
      /// After so many bytes of the send.
      case bytes(Int)
    }

    let place: Place
    let number: Int
    let side: Side

    init?(_ words: String) {
      let parts = words.split(separator: ":")
      guard parts.count == 3, let number = Int(parts[1]), number > 0 else { return nil }
      self.number = number
      switch (parts[0], parts[2]) {
      case ("store", "before"): (place, side) = (.store, .before)
      case ("store", "after"): (place, side) = (.store, .after)
      case ("send", "before"): (place, side) = (.send, .before)
      case ("send", "after"): (place, side) = (.send, .after)
      case ("send", let bytes):
        guard let count = Int(bytes), count > 0 else { return nil }
        (place, side) = (.send, .bytes(count))
      default: return nil
      }
    }

    static func die() { kill(getpid(), SIGKILL) }

    /// nil when it dies elsewhere.
    static func storeWatch(_ point: KillPoint) -> (@Sendable (JobStore.WriteMoment) -> Void)? {
      guard point.place == .store else { return nil }
      let writes = Mutex(0)
      return { moment in
        let count = writes.withLock { writes in
          if case .before = moment { writes += 1 }
          return writes
        }
        guard count == point.number else { return }
        switch (moment, point.side) {
        case (.before, .before), (.after, .after): die()
        default: break
        }
      }
    }
  }
#endif
