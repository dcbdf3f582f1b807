import EscPos
import PosModel
import PrintSpool
import Reactor
import TextEncodings

/// Sets text, and passes raw bytes on with their marks before them.
@ReactorActor
package struct PlainContentSetting: ContentSetting {
  package nonisolated init() {}

  package func check(_ content: NewJob.Content) throws(PosError) {
    switch content {
    case .text, .raw: break
    case .receipt, .markup, .image:
      throw PosError(
        .unsupported, "this posd prints text and raw content only",
        remedy: "send text, or set the document yourself and send raw")
    }
  }

  package func isSetAtOnce(_ content: NewJob.Content) -> Bool { true }

  package func set(
    _ content: NewJob.Content, marks: PrintMarks, printer: DeviceDescription
  ) async throws(PosError) -> [UInt8] {
    try check(content)
    let encoding = Self.encoding(of: printer)
    let banner = marks.lines(chinese: encoding.hasChinese)
    switch content {
    case .text(let text):
      let lines = banner.isEmpty ? text : Self.framed(text, banner)
      return ReceiptText(lines, encoding: encoding).encoded().bytes
    case .raw(let bytes):
      guard !banner.isEmpty else { return bytes }
      return ReceiptText(banner.joined(separator: "\n"), encoding: encoding, cut: false).encoded().bytes + bytes
    case .receipt, .markup, .image: return []
    }
  }

  /// The marks above and below: whichever end of the paper hangs out shows them.
  private static func framed(_ text: String, _ banner: [String]) -> String {
    let banner = banner.joined(separator: "\n")
    return banner + "\n" + text + (text.hasSuffix("\n") ? "" : "\n") + banner + "\n"
  }

  static func encoding(of printer: DeviceDescription) -> TextEncoding {
    if case .word(let name)? = printer.capabilities["encoding"], let named = TextEncoding.named(name) { return named }
    return .gb18030
  }
}

extension TextEncoding {
  /// Whether the printer has the characters of a Chinese banner.
  var hasChinese: Bool {
    var bytes: [UInt8] = []
    return encode("重打", into: &bytes) == 0
  }
}

extension PrintMarks {
  /// Each mark as a line of text, in the language that the printer can print.
  func lines(chinese: Bool) -> [String] {
    var lines: [String] = []
    if let duplicate {
      let (attempt, time) = (duplicate.attempt, duplicate.original)
      lines.append(
        chinese
          ? "【可能重复】 第\(attempt)次 原\(time)" : "*** POSSIBLE DUPLICATE *** attempt \(attempt), first \(time)")
    }
    if isReprint { lines.append(chinese ? "【重打】" : "*** REPRINT ***") }
    if let originalStation {
      lines.append(chinese ? "原打印机:\(originalStation)" : "meant for printer \(originalStation)")
    }
    if let copyName { lines.append(copyName) }
    let ticket = [station, number.map { "#" + String($0).leftPadded(to: 4) }].compactMap(\.self)
    if !ticket.isEmpty { lines.append(ticket.joined(separator: " ")) }
    return lines
  }
}

extension String {
  fileprivate func leftPadded(to count: Int) -> String {
    String(repeating: "0", count: max(0, count - utf8.count)) + self
  }
}
