import Drivers
import Glibc
import HIDReports
import PosModel
import Testing
import Transports

/// A recording and its sidecar: which driver plays it, which commands it gets meanwhile, and what must come out.
struct RecordedScanner {
  enum Problem: Error { case line(String, Int, String) }

  var recording: Recording
  var driver = ""
  var settings = DriverSettings()
  var commands: [(time: Duration, command: DriverCommand)] = []
  var expected: [String] = []

  private static let folder =
    #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(2).joined(separator: "/")
    + "/Data/recordings/"

  /// The names of all sidecars, without their ending, in order.
  static func names(ending: String = ".events") throws -> [String] {
    let directory = try #require(opendir(folder), "\(folder) is missing")
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if name.hasSuffix(ending) { names.append(String(name.dropLast(ending.count))) }
    }
    return names.sorted()
  }

  init(_ name: String) throws {
    recording = try Recording(parsing: try Self.bytes(name + ".posdrec"))
    let text = String(decoding: try Self.bytes(name + ".events"), as: UTF8.self)
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let words = line.split(separator: " ").map(String.init)
      guard let first = words.first, !first.hasPrefix("#") else { continue }
      guard try take(first, Array(words.dropFirst()), line) else {
        throw Problem.line(name, index + 1, String(line))
      }
    }
  }

  private mutating func take(_ first: String, _ rest: [String], _ line: Substring) throws -> Bool {
    switch (first, rest.count) {
    case ("driver", 1): driver = rest[0]
    case ("quirk", 1): settings.quirks.insert(rest[0])
    case ("link", 1):
      guard let link = LinkKind(rawValue: rest[0]) else { return false }
      settings.link = link
    case ("layout", 1): settings.keyboard.layout = rest[0]
    case ("keyboard", 2...): return take(keyboard: rest)
    case ("framing", 1):
      guard let framing = DriverSettings.Framing(rawValue: rest[0]) else { return false }
      settings.framing = framing
    case ("at", 2...):
      guard let seconds = Double(rest[0]), let command = Self.command(Array(rest[1...])) else { return false }
      commands.append((.nanoseconds(Int64(seconds * 1e9)), command))
    case ("ready", 0), ("scan", 3), ("lost", 1), ("reply", 1...), ("fault", 1): expected.append(String(line))
    default: return false
    }
    return true
  }

  /// `caps-lock on`, `alt-codes gbk`, `prefix 24`, `suffix 24`, `replace 7B47537D 1D`: bytes in hexadecimal.
  private mutating func take(keyboard words: [String]) -> Bool {
    let bytes = words.dropFirst().compactMap { RecordedText.bytes($0) }
    switch (words[0], words.count) {
    case ("caps-lock", 2):
      guard let capsLock = KeyboardDecoder.CapsLock(rawValue: words[1]) else { return false }
      settings.keyboard.capsLock = capsLock
    case ("alt-codes", 2):
      guard let altCodes = AltCodes(rawValue: words[1]) else { return false }
      settings.keyboard.altCodes = altCodes
    case ("prefix", 2) where bytes.count == 1: settings.keyboard.prefix = bytes[0]
    case ("suffix", 2) where bytes.count == 1: settings.keyboard.suffix = bytes[0]
    case ("replace", 3) where bytes.count == 2:
      settings.keyboard.replacements.append(KeyboardSettings.Replacement(typed: bytes[0], meant: bytes[1]))
    default: return false
    }
    return true
  }

  private static func command(_ words: [String]) -> DriverCommand? {
    switch words {
    case ["enable"]: .enableScanning(true)
    case ["disable"]: .enableScanning(false)
    case ["beep", "good"]: .beep(good: true)
    case ["beep", "bad"]: .beep(good: false)
    case ["trigger", "on"]: .trigger(true)
    case ["trigger", "off"]: .trigger(false)
    case ["check"]: .check(external: false)
    default:
      words.count == 2 && words[0] == "directIO" ? RecordedText.bytes(words[1]).map { .directIO($0) } : nil
    }
  }

  private static func bytes(_ name: String) throws -> [UInt8] {
    let file = try #require(fopen(folder + name, "r"), "\(name) is missing")
    defer { fclose(file) }
    var bytes: [UInt8] = []
    while case let byte = fgetc(file), byte != EOF { bytes.append(UInt8(truncatingIfNeeded: byte)) }
    return bytes
  }

  func replayed() throws -> RecordedReplay {
    let type = try #require(builtinDrivers.first { $0.name == driver }, "no driver \(driver)")
    var replay = RecordedReplay(driver: try type.init(settings))
    replay.play(recording, commands)
    return replay
  }
}
