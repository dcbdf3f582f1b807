import HIDReports
import PosModel

/// Finds among keyboards that are only listened to the one that is a scanner: it types a known code faster than anybody can.
///
/// A scanner takes 4 to 12 ms from one key's going down or up to the next; nobody types a whole code with less than 30 ms
/// between them (Honeywell: a report each 8 ms).
package struct ScannerRhythm: Sendable {
  package struct Finding: Hashable, Sendable {
    /// The keyboard, as it was named to `take`.
    package var source: String
    /// The layout with which its keys give the expected code, for `layout` of the configuration.
    package var layout: String
    /// Other layouts with which they give it, too: a code of digits cannot tell most of them apart.
    package var otherLayouts: [String]
    /// What it types before and after the code.
    package var prefix: String
    package var suffix: String
    /// nil: it ends its scans with a pause.
    package var terminator: KeyboardOutput.Terminator?
    /// From key to key, in the mean.
    package var pace: Duration

    package init(
      source: String, layout: String, otherLayouts: [String] = [], prefix: String = "", suffix: String = "",
      terminator: KeyboardOutput.Terminator? = nil, pace: Duration
    ) {
      self.source = source
      self.layout = layout
      self.otherLayouts = otherLayouts
      self.prefix = prefix
      self.suffix = suffix
      self.terminator = terminator
      self.pace = pace
    }
  }

  /// The pause that ends what a keyboard types without a terminator.
  package static let pause = Duration.milliseconds(300)
  package static let slowest = Duration.milliseconds(30)
  /// Shorter codes prove nothing.
  package static let shortest = 4
  private static let longestRun = 2048
  private static let longestAffix = 16
  private static let mostSources = 64

  private let expected: [UInt8]
  private var runs: [String: Run] = [:]

  private struct Run: Sendable {
    var keys: [KeyTransition] = []
    var first: Instant
    var last: Instant
  }

  /// Throws `illegal` for a code of less than four characters, or one that is not printable ASCII.
  package init(expecting code: String) throws(PosError) {
    expected = Array(code.utf8)
    guard expected.count >= Self.shortest, expected.allSatisfy({ (0x20...0x7E).contains($0) }) else {
      throw PosError(
        .illegal, "the code must have at least \(Self.shortest) characters of ASCII",
        remedy: "take any barcode of a product")
    }
  }

  /// A key of one keyboard; `now` is the time of the kernel's event. The finding comes with the key that ends the code.
  package mutating func take(_ key: KeyTransition, from source: String, at now: Instant) -> Finding? {
    guard key.phase != .repeating else { return nil }
    let before = finding(at: now, of: source)
    if var run = runs[source] {
      guard run.keys.count < Self.longestRun else { return before }
      run.keys.append(key)
      run.last = now
      runs[source] = run
    } else if runs.count < Self.mostSources {
      runs[source] = Run(keys: [key], first: now, last: now)
    }
    guard before == nil, key.phase == .up, let run = runs[source] else { return before }
    guard let end = Self.terminator(key.usage) else { return nil }
    let found = judge(run, source, end)
    // What was typed before an end belongs to no later code.
    if found != nil || run.keys.count > 2 { runs[source] = nil }
    return found
  }

  /// Asks after `pause` without a key, for scanners that end their codes with nothing.
  package mutating func finding(at now: Instant) -> Finding? {
    for source in runs.keys.sorted() {
      if let found = finding(at: now, of: source) { return found }
    }
    return nil
  }

  private mutating func finding(at now: Instant, of source: String) -> Finding? {
    guard let run = runs[source], now - run.last >= Self.pause else { return nil }
    runs[source] = nil
    return judge(run, source, nil)
  }

  private static func terminator(_ usage: UInt16) -> KeyboardOutput.Terminator? {
    switch usage {
    case 0x28, 0x58: .enter
    case 0x2B: .tab
    case 0x51: .downArrow
    default: nil
    }
  }

  private func judge(_ run: Run, _ source: String, _ end: KeyboardOutput.Terminator?) -> Finding? {
    let steps = run.keys.count - 1
    guard steps >= Self.shortest * 2 - 1 else { return nil }
    let pace = (run.last - run.first) / steps
    guard pace < Self.slowest else { return nil }
    var found: Finding?
    for layout in [.us] + KeyboardLayout.all.filter({ $0 != .us }) {
      let typed = Self.bytes(run.keys, layout)
      guard let place = Self.firstPlace(of: expected, in: typed) else { continue }
      let prefix = typed[..<place]
      let suffix = typed[(place + expected.count)...]
      guard prefix.count <= Self.longestAffix, suffix.count <= Self.longestAffix else { continue }
      if found != nil {
        found?.otherLayouts.append(layout.name)
      } else {
        found = Finding(
          source: source, layout: layout.name, prefix: String(decoding: prefix, as: UTF8.self),
          suffix: String(decoding: suffix, as: UTF8.self), terminator: end, pace: pace)
      }
    }
    return found
  }

  private static func bytes(_ keys: [KeyTransition], _ layout: KeyboardLayout) -> [UInt8] {
    var decoder = KeyboardDecoder(layout)
    return keys.reduce(into: []) { bytes, key in
      for case .character(let character) in decoder.take(key) { bytes += String(character).utf8 }
    }
  }

  private static func firstPlace(of part: [UInt8], in whole: [UInt8]) -> Int? {
    guard part.count <= whole.count else { return nil }
    return (0...(whole.count - part.count)).first { whole[$0...].starts(with: part) }
  }
}
