import Barcodes
import HIDReports

/// One data report of a HID POS scanner, taken apart.
struct HIDPOSFragment: Sendable {
  /// Answers to commands come as data reports too, and are never scans.
  enum Answer: Sendable { case none, line, last }

  private(set) var data: ArraySlice<UInt8>
  private(set) var aim: AIMIdentifier?
  /// Its three characters are there, and all zero.
  private(set) var hasZeroAIM = false
  /// By the maker's own id.
  private(set) var symbology: Symbology?
  private(set) var answer = Answer.none
  private(set) var isContinued: Bool
  /// As many bytes as the report can hold.
  private(set) var isFull: Bool

  /// nil if the report is shorter than it says, or says more than it can hold.
  init?(_ report: [UInt8], _ place: HIDPOSDataReport, _ maker: HIDPOSMaker) {
    var start = place.dataStart
    var shift = 0
    if let places = place.aim {
      guard let flag = places.flag.value(in: report), let code = places.code.value(in: report),
        let modifier = places.modifier.value(in: report)
      else { return nil }
      if flag == 0x5D {
        aim = AIMIdentifier(code: UInt8(truncatingIfNeeded: code), modifier: UInt8(truncatingIfNeeded: modifier))
      } else if code == 0x5D, start < report.count {
        // Datalogic: the identifier begins one byte late and reaches into the data.
        aim = AIMIdentifier(code: UInt8(truncatingIfNeeded: modifier), modifier: report[start])
        start += 1
        shift = 1
      } else {
        hasZeroAIM = flag == 0 && code == 0 && modifier == 0
      }
    }

    let end: Int
    if let length = place.length {
      guard let length = length.value(in: report), length <= place.capacity else { return nil }
      end = start + Int(length)
      guard end <= report.count else { return nil }
    } else {
      guard start <= report.count else { return nil }
      let limit = min(start + place.capacity - shift, report.count)
      end = report[start..<max(start, limit)].lastIndex { $0 != 0 }.map { $0 + 1 } ?? start
    }
    data = report[start..<end]
    isFull = data.count >= place.capacity - shift
    isContinued = place.continued?.value(in: report) == 1

    let id = place.symbology?.value(in: report)
    switch maker {
    case .newland:
      symbology = maker.symbology(id ?? place.byteBeforeContinued(in: report).map { UInt32($0) } ?? 0)
      if data.starts(with: Self.unifiedAnswer) { answer = endsUnifiedAnswer ? .last : .line }
    case .honeywell, .other:
      symbology = id.flatMap { maker.symbology($0) }
      answer = Self.serialAnswer(aim, id, isContinued)
    }
  }

  /// Whether it can go on with `scan`: each part has the same identifier, or says zero where the first has said it.
  func continues(_ scan: HIDPOSScan) -> Bool {
    guard hasZeroAIM, scan.aim != nil else { return aim == scan.aim }
    return symbology == nil || symbology == scan.symbology
  }

  /// STX SOH 0000, where a command has ~ SOH 0000 (Newland unified command set).
  private static let unifiedAnswer: [UInt8] = [0x02, 0x01, 0x30, 0x30, 0x30, 0x30]

  /// Newland's answers end with ; ETX.
  var endsUnifiedAnswer: Bool { data.suffix(2).elementsEqual([0x3B, 0x03]) }

  /// `]X0` of a code that the maker has no word for: the answer of a device that gives it no Code ID.
  var isUnnamedCode: Bool { aim?.description == "]X0" && symbology == nil }

  /// `]X0` with the Code ID `?` are lines of an answer, and `]Z6` is its end: the command again, with ACK, ENQ or NAK before
  /// the last byte (observed on Honeywell Voyager 1602g; HID POS application note).
  private static func serialAnswer(_ aim: AIMIdentifier?, _ id: UInt32?, _ isContinued: Bool) -> Answer {
    switch (aim?.code, aim?.modifier) {
    case (0x5A, 0x36): isContinued ? .line : .last
    case (0x58, 0x30) where id == 0x3F || id == 0x36: .line
    default: .none
    }
  }
}
