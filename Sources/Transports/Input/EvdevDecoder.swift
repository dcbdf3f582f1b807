import PosModel

/// Turns the bytes of an event node into key transitions; holds back an event that is not whole yet.
///
/// One event is a `struct input_event` of a 64-bit kernel (linux/input.h): seconds and microseconds (8 bytes each), type
/// and code (2 each), value (4), in host order.
struct EvdevDecoder {
  /// What one event means, with its kernel time.
  enum Output: Hashable {
    case key(KeyTransition, Instant)
    /// SYN_DROPPED: everything up to the next report is void.
    case overflow(Instant)
  }

  static let eventSize = 24

  private var pending: [UInt8] = []
  /// The usage that MSC_SCAN gave for the key that follows in the same report.
  private var scanned: UInt16?
  /// Key code to usage while the key is down: a repeat carries no MSC_SCAN.
  private var held: [UInt16: UInt16] = [:]
  private var skipping = false

  mutating func decode(_ bytes: some Collection<UInt8>) -> [Output] {
    pending.append(contentsOf: bytes)
    var outputs: [Output] = []
    var start = 0
    while pending.count - start >= Self.eventSize {
      if let output = take(RawEvent(pending[start..<start + Self.eventSize])) { outputs.append(output) }
      start += Self.eventSize
    }
    pending.removeFirst(start)
    return outputs
  }

  private mutating func take(_ event: RawEvent) -> Output? {
    if skipping {
      if event.isReport { skipping = false }
      return nil
    }
    switch event.type {
    case RawEvent.synchronisation:
      scanned = nil
      guard event.code == RawEvent.dropped else { return nil }
      skipping = true
      held = [:]
      return .overflow(event.time)
    case RawEvent.miscellaneous where event.code == RawEvent.scanCode:
      let value = UInt32(bitPattern: event.value)
      // The upper half is the usage page: 7 is the keyboard's. PS/2 gives bare scan codes.
      scanned = value >> 16 == 0x0007 ? UInt16(truncatingIfNeeded: value) : nil
      return nil
    case RawEvent.key:
      return key(event)
    default:
      return nil
    }
  }

  private mutating func key(_ event: RawEvent) -> Output? {
    guard let raw = UInt8(exactly: event.value), let phase = KeyTransition.Phase(rawValue: raw) else { return nil }
    let usage = scanned ?? held[event.code] ?? KeyUsages.usage(ofKey: event.code)
    scanned = nil
    // Codes end at KEY_MAX (0x2FF), which bounds the table.
    guard let usage, event.code <= 0x2FF else { return nil }
    held[event.code] = phase == .up ? nil : usage
    return .key(KeyTransition(usage: usage, phase: phase), event.time)
  }
}

/// One event as the kernel writes it.
private struct RawEvent {
  static let synchronisation: UInt16 = 0
  static let key: UInt16 = 1
  static let miscellaneous: UInt16 = 4
  static let dropped: UInt16 = 3
  static let scanCode: UInt16 = 4

  var time: Instant
  var type: UInt16
  var code: UInt16
  var value: Int32

  var isReport: Bool { type == Self.synchronisation && code == 0 }

  /// `bytes` has `EvdevDecoder.eventSize` elements.
  init(_ bytes: ArraySlice<UInt8>) {
    (time, type, code, value) = bytes.withUnsafeBytes { raw in
      let seconds = raw.loadUnaligned(fromByteOffset: 0, as: Int64.self)
      let microseconds = raw.loadUnaligned(fromByteOffset: 8, as: Int64.self)
      return (
        Instant(nanoseconds: 0) + .seconds(seconds) + .microseconds(microseconds),
        raw.loadUnaligned(fromByteOffset: 16, as: UInt16.self),
        raw.loadUnaligned(fromByteOffset: 18, as: UInt16.self),
        raw.loadUnaligned(fromByteOffset: 20, as: Int32.self)
      )
    }
  }
}
