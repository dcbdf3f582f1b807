import PosModel

/// `scanner.identify`: waits until a code is scanned, and answers which device it was.
package struct ScannerIdentify: Request, Hashable {
  package static let longestCode = 64
  package static let longestWait = 600_000
  package static let method = "scanner.identify"
  package static let params = [
    Field("text", .string, "The code that will be scanned: 4 to 64 printable characters of ASCII."),
    Field(
      "timeoutMs", .integer(minimum: 1, maximum: longestWait), "After this time the answer is the error timeout."),
  ]
  package static let reply: Schema = .object([
    Field("device", .string, "The device's id, where posd has it.", optional: true),
    Field("name", .string, "The device's name, where it has one.", optional: true),
    Field("vid", .string, "USB vendor id in four hex digits.", optional: true),
    Field("pid", .string, "USB product id in four hex digits.", optional: true),
    Field("product", .string, "What it calls itself.", optional: true),
    Field("serial", .string, "Its serial number; over Bluetooth its address.", optional: true),
    Field("port", .string, "The USB port path.", optional: true),
    Field("path", .string, "Its device node.", optional: true),
    Field("mode", .string, "hidpos, serial, snapi, oem or keyboard; left out for other drivers.", optional: true),
    Field("layout", .string, "Of a keyboard: the layout with which its keys gave the code.", optional: true),
    Field(
      "otherLayouts", .array(.string), "Of a keyboard: layouts that give the code too; digits tell few of them apart.",
      optional: true),
    Field(
      "terminator", .words(["enter", "tab", "downArrow"]), "Of a keyboard: the key that ended the code.", optional: true
    ),
    Field("paceMs", .number, "Of a keyboard: from key to key, in the mean.", optional: true),
    Field("watched", .integer(minimum: 0), "How many keyboards were listened to that are nobody's device."),
    Field(
      "configuration", .string, "The lines that take it, for the configuration; left out where it has a name.",
      optional: true),
  ])

  package var text: String
  package var timeoutMs: Int

  package init(text: String, timeoutMs: Int) {
    self.text = text
    self.timeoutMs = timeoutMs
  }

  package struct Reply: Codable, Hashable, Sendable {
    package enum Terminator: String, Codable, Hashable, Sendable { case enter, tab, downArrow }

    package var device: String?
    package var name: String?
    package var vid: String?
    package var pid: String?
    package var product: String?
    package var serial: String?
    package var port: String?
    package var path: String?
    package var mode: String?
    package var layout: String?
    package var otherLayouts: [String]?
    package var terminator: Terminator?
    package var paceMs: Double?
    package var watched: Int
    package var configuration: String?

    package init(watched: Int) {
      self.watched = watched
    }
  }
}

extension ScannerIdentify: CustomStringConvertible {
  package var description: String { "ScannerIdentify(\(text.utf8.count) characters, \(timeoutMs) ms)" }
}
