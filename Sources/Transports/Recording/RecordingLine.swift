import PosModel

/// One line of a recording: time, direction (`>` to the device, `<` from it), kind, values.
enum RecordingLine {
  static func text(_ entry: Recording.Entry) -> String {
    let direction = entry.traffic.isOutbound ? ">" : "<"
    let words: String
    switch entry.traffic {
    case .open: words = "open"
    case .close: words = "close"
    case .recover(let step): words = "recover \(step.rawValue)"
    case .request(let request): words = text(request)
    case .event(let event): words = text(event)
    }
    return "\(text(entry.time)) \(direction) \(words)"
  }

  private static func text(_ request: LinkRequest) -> String {
    switch request {
    case .send(let token, let bytes, let stallTimeout):
      return "send \(token.number) \(stallTimeout.map { text($0) } ?? "-") \(hex(bytes))"
    case .control(let token, let request):
      let setup =
        hex([request.requestType, request.request]) + " " + hex(request.value) + " " + hex(request.index)
      return "control \(token.number) \(setup) \(request.length) \(text(request.timeout)) \(hex(request.data))"
    case .cancelSends: return "cancel"
    case .modemLines(let rts, let dtr): return "lines rts=\(rts ? 1 : 0) dtr=\(dtr ? 1 : 0)"
    case .askModemLines(let token): return "asklines \(token.number)"
    case .datagram(let bytes, let port): return "datagram \(port) \(hex(bytes))"
    case .hold(let holds): return "hold on=\(holds ? 1 : 0)"
    }
  }

  private static func text(_ event: LinkEvent) -> String {
    switch event {
    case .opened(let link):
      return "opened \(link.interface) \(link.canReceive ? "both" : "out") \(link.epoch) \(hex(link.reportDescriptor))"
    case .received(let bytes): return "received \(hex(bytes))"
    case .key(let key): return "key \(hex(key.usage)) \(key.phase)"
    case .inputLost(let loss): return "lost \(loss.rawValue)"
    case .sent(let token, let transferred, let outcome):
      return "sent \(token.number) \(transferred) \(text(outcome))"
    case .controlled(let token, let outcome): return "controlled \(token.number) \(text(outcome))"
    case .datagram(let bytes, let port): return "datagram \(port) \(hex(bytes))"
    case .recovered: return "recovered"
    case .closed(.requested): return "closed requested"
    case .closed(.disconnected): return "closed disconnected"
    case .closed(.failed(let error)): return "closed failed \(text(error))"
    }
  }

  private static func text(_ outcome: SendOutcome) -> String {
    switch outcome {
    case .complete: "complete"
    case .stalled: "stalled"
    case .timedOut: "timedOut"
    case .cancelled: "cancelled"
    case .disconnected: "disconnected"
    case .failed(let words): "failed \(escaped(words))"
    }
  }

  private static func text(_ outcome: ControlOutcome) -> String {
    switch outcome {
    case .data(let bytes): "data \(hex(bytes))"
    case .stalled: "stalled"
    case .timedOut: "timedOut"
    case .disconnected: "disconnected"
    case .failed(let words): "failed \(escaped(words))"
    }
  }

  /// Four fields between bars; an absent one is empty.
  private static func text(_ error: PosError) -> String {
    [error.code.rawValue, error.message, error.remedy ?? "", error.cause ?? ""].map { escaped($0) }
      .joined(separator: "|")
  }

  /// Seconds with nine decimals.
  static func text(_ duration: Duration) -> String {
    let (seconds, attoseconds) = duration.components
    let fraction = String(attoseconds.magnitude / 1_000_000_000)
    let sign = duration < .zero ? "-" : ""
    return sign + String(seconds.magnitude) + "." + String(repeating: "0", count: max(0, 9 - fraction.count)) + fraction
  }

  static func hex(_ bytes: [UInt8]) -> String {
    guard !bytes.isEmpty else { return "-" }
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count * 2)
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 0x0F)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func hex(_ number: UInt16) -> String {
    hex([UInt8(number >> 8), UInt8(number & 0xFF)])
  }

  /// Bars, percent signs and control characters as `%XX`.
  static func escaped(_ text: String) -> String {
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      if byte < 0x20 || byte == 0x7F || byte == 0x25 || byte == 0x7C {
        bytes += [0x25] + Array(hex([byte]).utf8)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
