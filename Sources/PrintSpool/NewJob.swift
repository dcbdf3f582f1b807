import PosModel

/// A print request as it goes on the disk.
package struct NewJob: Hashable, Sendable {
  /// What to print, as the client gave it: it is set for a printer when its turn comes, for another printer may print it.
  package enum Content: Hashable, Sendable {
    /// The JSON text of a receipt document.
    case receipt(String)
    /// ReceiptLine markup.
    case markup(String)
    case text(String)
    /// The file of a picture.
    case image([UInt8])
    /// Passed to the printer untouched.
    case raw([UInt8])
  }

  /// The client's key; the same key for the same printer or station is the same job.
  package var key: String?
  /// The id of the device.
  package var printer: String
  /// What clients call it: its name, or its id again.
  package var label: String
  package var content: Content
  package var copies: Int
  /// One for each copy, or none at all.
  package var copyNames: [String]
  /// The time to tear a copy off before the next one, in milliseconds.
  package var tearPause: Int
  package var policy: PrintPolicy
  package var lane: PrintLane
  /// Not printed any more after this many milliseconds.
  package var timeToLive: Int64?
  package var opensDrawer: Bool
  /// The user id of the client.
  package var owner: UInt32?
  package var title: String?
  package var station: String?
  /// The day of its number, as `2026-11-26`: with a station and without a number, the next one is given.
  package var day: String?
  package var number: Int?
  /// Where its key counts; nil: at its station, else at its printer.
  package var scope: String?

  package init(
    key: String? = nil, printer: String, label: String? = nil, content: Content, copies: Int = 1,
    copyNames: [String] = [], tearPause: Int = 0, policy: PrintPolicy = .atMostOnce, lane: PrintLane = .normal,
    timeToLive: Int64? = nil, opensDrawer: Bool = false, owner: UInt32? = nil, title: String? = nil,
    station: String? = nil, day: String? = nil, number: Int? = nil
  ) {
    self.key = key
    self.printer = printer
    self.label = label ?? printer
    self.content = content
    self.copies = copies
    self.copyNames = copyNames
    self.tearPause = tearPause
    self.policy = policy
    self.lane = lane
    self.timeToLive = timeToLive
    self.opensDrawer = opensDrawer
    self.owner = owner
    self.title = title
    self.station = station
    self.day = day
    self.number = number
  }
}

extension NewJob.Content {
  /// The word and the bytes that stand for it on the disk.
  var stored: (kind: String, bytes: [UInt8]) {
    switch self {
    case .receipt(let json): ("receipt", Array(json.utf8))
    case .markup(let markup): ("markup", Array(markup.utf8))
    case .text(let text): ("text", Array(text.utf8))
    case .image(let bytes): ("image", bytes)
    case .raw(let bytes): ("raw", bytes)
    }
  }

  package var isImage: Bool { if case .image = self { true } else { false } }

  /// How much goes on the disk, in bytes.
  package var size: Int {
    switch self {
    case .receipt(let text), .markup(let text), .text(let text): text.utf8.count
    case .image(let bytes), .raw(let bytes): bytes.count
    }
  }

  /// nil for a word of a newer posd.
  init?(kind: String, bytes: [UInt8]) {
    switch kind {
    case "receipt": self = .receipt(String(decoding: bytes, as: UTF8.self))
    case "markup": self = .markup(String(decoding: bytes, as: UTF8.self))
    case "text": self = .text(String(decoding: bytes, as: UTF8.self))
    case "image": self = .image(bytes)
    case "raw": self = .raw(bytes)
    default: return nil
    }
  }
}

/// Tells contents apart that came under one key: FNV-1a, 64 bits. White space between the tokens of JSON is no difference.
func contentDigest(_ kind: String, _ bytes: [UInt8]) -> Int64 {
  var hash: UInt64 = 0xCBF2_9CE4_8422_2325
  for byte in kind.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
  let isJSON = kind == "receipt"
  var isInString = false
  var isEscaped = false
  for byte in bytes {
    if isJSON {
      if !isInString, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { continue }
      if byte == 0x22, !isEscaped { isInString.toggle() }
      isEscaped = byte == 0x5C && !isEscaped
    }
    hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
  }
  return Int64(bitPattern: hash)
}
