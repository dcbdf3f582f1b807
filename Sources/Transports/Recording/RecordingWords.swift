import PosModel

/// Takes the values of a recording's line one after the other; every method gives nil for what makes no sense.
struct RecordingWords {
  private var bytes: ArraySlice<UInt8>

  init(_ line: ArraySlice<UInt8>) {
    bytes = line
    while let last = bytes.last, last == 0x20 || last == 0x0D { bytes.removeLast() }
  }

  var isEmpty: Bool { bytes.isEmpty }

  /// Everything that was not taken yet.
  var rest: String { String(decoding: bytes, as: UTF8.self) }

  mutating func next() -> String? {
    guard !bytes.isEmpty else { return nil }
    let end = bytes.firstIndex(of: 0x20) ?? bytes.endIndex
    let word = String(decoding: bytes[..<end], as: UTF8.self)
    bytes = bytes[end...].dropFirst()
    return word
  }

  mutating func entry() -> Recording.Entry? {
    guard let time = duration(), let direction = next() else { return nil }
    let traffic: Recording.Traffic? =
      switch direction {
      case ">": outbound()
      case "<": event().map { .event($0) }
      default: nil
      }
    guard let traffic, bytes.isEmpty else { return nil }
    return Recording.Entry(time: time, traffic: traffic)
  }

  private mutating func outbound() -> Recording.Traffic? {
    switch next() {
    case "open": return .open
    case "close": return .close
    case "recover": return next().flatMap { RecoveryStep(rawValue: $0) }.map { .recover($0) }
    case "cancel": return .request(.cancelSends)
    case "send":
      guard let token = token() else { return nil }
      var timeout: Duration?
      if bytes.first == UInt8(ascii: "-") {
        _ = next()
      } else {
        timeout = duration()
        guard timeout != nil else { return nil }
      }
      return hex().map { .request(.send(token, $0, stallTimeout: timeout)) }
    case "control":
      guard let token = token(), let type = hex(), type.count == 2, let value = hex(), value.count == 2,
        let index = hex(), index.count == 2, let length = next().flatMap({ UInt16($0) }), let timeout = duration(),
        let data = hex()
      else { return nil }
      let request = ControlRequest(
        requestType: type[0], request: type[1], value: UInt16(value[0]) << 8 | UInt16(value[1]),
        index: UInt16(index[0]) << 8 | UInt16(index[1]), data: data, length: length, timeout: timeout)
      return .request(.control(token, request))
    case "lines":
      guard let rts = line("rts="), let dtr = line("dtr=") else { return nil }
      return .request(.modemLines(rts: rts, dtr: dtr))
    case "asklines": return token().map { .request(.askModemLines($0)) }
    case "datagram":
      guard let port = next().flatMap({ UInt16($0) }), let bytes = hex() else { return nil }
      return .request(.datagram(bytes, port: port))
    case "hold": return line("on=").map { .request(.hold($0)) }
    default: return nil
    }
  }

  private mutating func event() -> LinkEvent? {
    switch next() {
    case "opened":
      guard let interface = next().flatMap({ UInt8($0) }), let direction = next(),
        direction == "both" || direction == "out", let epoch = next().flatMap({ UInt32($0) }), let descriptor = hex()
      else { return nil }
      return .opened(
        LinkDescription(
          reportDescriptor: descriptor, interface: Int(interface), canReceive: direction == "both", epoch: Int(epoch)))
    case "received": return hex().map { .received($0) }
    case "key":
      guard let usage = hex(), usage.count == 2, let phase = phase() else { return nil }
      return .key(KeyTransition(usage: UInt16(usage[0]) << 8 | UInt16(usage[1]), phase: phase))
    case "lost": return next().flatMap { InputLoss(rawValue: $0) }.map { .inputLost($0) }
    case "sent":
      guard let token = token(), let transferred = next().flatMap({ UInt32($0) }), let outcome = sendOutcome() else {
        return nil
      }
      return .sent(token, transferred: Int(transferred), outcome)
    case "controlled":
      guard let token = token(), let outcome = controlOutcome() else { return nil }
      return .controlled(token, outcome)
    case "datagram":
      guard let port = next().flatMap({ UInt16($0) }), let bytes = hex() else { return nil }
      return .datagram(bytes, port: port)
    case "recovered": return .recovered
    case "closed": return closeReason().map { .closed($0) }
    default: return nil
    }
  }

  private mutating func sendOutcome() -> SendOutcome? {
    switch next() {
    case "complete": .complete
    case "stalled": .stalled
    case "timedOut": .timedOut
    case "cancelled": .cancelled
    case "disconnected": .disconnected
    case "failed": takeRest().map { .failed($0) }
    default: nil
    }
  }

  private mutating func controlOutcome() -> ControlOutcome? {
    switch next() {
    case "data": hex().map { .data($0) }
    case "stalled": .stalled
    case "timedOut": .timedOut
    case "disconnected": .disconnected
    case "failed": takeRest().map { .failed($0) }
    default: nil
    }
  }

  private mutating func closeReason() -> CloseReason? {
    switch next() {
    case "requested": return .requested
    case "disconnected": return .disconnected
    case "failed":
      let fields = rest.split(separator: "|", omittingEmptySubsequences: false).map { Self.unescaped(String($0)) }
      bytes = []
      guard fields.count == 4, let code = fields[0].flatMap({ PosError.Code(rawValue: $0) }), let message = fields[1],
        let remedy = fields[2], let cause = fields[3]
      else { return nil }
      return .failed(
        PosError(code, message, remedy: remedy.isEmpty ? nil : remedy, cause: cause.isEmpty ? nil : cause))
    default: return nil
    }
  }

  private mutating func takeRest() -> String? {
    defer { bytes = [] }
    return Self.unescaped(rest)
  }

  private mutating func token() -> LinkToken? {
    next().flatMap { UInt32($0) }.map { LinkToken($0) }
  }

  private mutating func phase() -> KeyTransition.Phase? {
    switch next() {
    case "up": .up
    case "down": .down
    case "repeating": .repeating
    default: nil
    }
  }

  private mutating func line(_ prefix: String) -> Bool? {
    switch next() {
    case prefix + "1": true
    case prefix + "0": false
    default: nil
    }
  }

  /// Seconds with up to nine decimals, below 10^9 s.
  private mutating func duration() -> Duration? {
    guard let word = next() else { return nil }
    let parts = word.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, let seconds = UInt32(parts[0]) else { return nil }
    var nanoseconds: UInt32 = 0
    if parts.count == 2 {
      guard (1...9).contains(parts[1].count), let fraction = UInt32(parts[1]) else { return nil }
      nanoseconds = fraction
      for _ in parts[1].count..<9 { nanoseconds *= 10 }
    }
    return .seconds(Int64(seconds)) + .nanoseconds(Int64(nanoseconds))
  }

  /// `-` is no bytes.
  private mutating func hex() -> [UInt8]? {
    guard !bytes.isEmpty else { return nil }
    let end = bytes.firstIndex(of: 0x20) ?? bytes.endIndex
    let word = bytes[..<end]
    bytes = bytes[end...].dropFirst()
    if word.elementsEqual([UInt8(ascii: "-")]) { return [] }
    return Self.bytes(ofHex: word)
  }

  private static func bytes(ofHex text: ArraySlice<UInt8>) -> [UInt8]? {
    guard text.count.isMultiple(of: 2) else { return nil }
    var result: [UInt8] = []
    result.reserveCapacity(text.count / 2)
    var high: UInt8?
    for digit in text {
      let value: UInt8
      switch digit {
      case 0x30...0x39: value = digit - 0x30
      case 0x61...0x66: value = digit - 0x61 + 10
      case 0x41...0x46: value = digit - 0x41 + 10
      default: return nil
      }
      if let first = high {
        result.append(first << 4 | value)
        high = nil
      } else {
        high = value
      }
    }
    return result
  }

  /// nil for a percent sign without two hex digits.
  static func unescaped(_ text: String) -> String? {
    var result: [UInt8] = []
    var rest = ArraySlice(text.utf8)
    while let byte = rest.popFirst() {
      guard byte == 0x25 else {
        result.append(byte)
        continue
      }
      guard rest.count >= 2, let escaped = bytes(ofHex: rest.prefix(2)), escaped.count == 1 else { return nil }
      result += escaped
      rest = rest.dropFirst(2)
    }
    return String(decoding: result, as: UTF8.self)
  }
}
