import EscPos
import PosProtocol

/// What a test prints, and how it must look on paper.
struct Ticket: Hashable, Sendable {
  enum Shape: String, CaseIterable, Sendable {
    /// About 120 bytes of text.
    case text
    /// A picture between two lines, in the printer's own language.
    case picture
    /// As `picture`, and its last command is cut short: it must not eat the next ticket.
    case openEnded
    /// Some kilobytes: more than printer and kernel swallow at once when the printer is blocked.
    case long
  }

  let number: Int
  let shape: Shape

  private static let width = 64
  private static let height = 16

  var key: String { "k\(number)" }
  var first: String { "JOB \(number) BEGIN" }
  var last: String { "JOB \(number) END" }

  /// The lines as a person reads them.
  var lines: [String] {
    switch shape {
    case .text: [first] + (1...4).map(item) + [last]
    case .picture, .openEnded: [first, "[picture \(Self.width)×\(Self.height)]", last]
    case .long: [first] + (1...200).map(item) + [last]
    }
  }

  private func item(_ index: Int) -> String { "J\(number) item \(index) 28.00" }

  /// The picture's rows, most of them black enough to be seen when they are missing.
  var picture: [UInt8]? {
    guard shape == .picture || shape == .openEnded else { return nil }
    var random = SplitMix(UInt64(number))
    return (0..<Self.width / 8 * Self.height).map { _ in UInt8(truncatingIfNeeded: random.number(0x20...0xFE)) }
  }

  var content: PrinterPrint.Content {
    guard let picture else { return .init(text: lines.joined(separator: "\n") + "\n") }
    let header: [UInt8] = [0x1D, 0x76, 0x30, 0x00, UInt8(Self.width / 8), 0x00, UInt8(Self.height), 0x00]
    var bytes: [UInt8] = [0x1B, 0x40]
    bytes += Array((first + "\n").utf8) + header + picture + Array((last + "\n").utf8)
    bytes += [0x1D, 0x56, 0x42, 0x00]
    if shape == .openEnded { bytes += header + picture.prefix(40) }
    return .init(raw: bytes)
  }

  /// The number in a line that a ticket may have; nil for anything else.
  static func number(in line: String) -> Int? {
    let words = line.split(separator: " ")
    guard let head = words.first else { return nil }
    if head == "JOB" { return words.count > 1 ? Int(words[1]) : nil }
    return head.first == "J" ? Int(head.dropFirst()) : nil
  }
}
