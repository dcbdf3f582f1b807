import PosModel

/// The schemas that several methods and events share, by the name that `Schema.shared` uses.
package enum SharedSchemas {
  package static let all: [(name: String, fields: [Field])] = [
    ("Copy", PrintCopy.members),
    ("Device", DeviceDescription.members),
    ("DeviceReason", DeviceReason.members),
    ("Job", PrintJob.members),
    ("PrintWarning", PrintWarning.members),
    ("PrinterStatus", PrinterStatus.members),
    ("Progress", PrintProgress.members),
    ("Transport", TransportDescription.members),
  ]
}

extension DeviceDescription {
  package static let members = [
    Field("id", .string, "Stable over replug and reboot."),
    Field("name", .nullable(.string), "The role that the configuration gives."),
    Field("class", .words(DeviceClass.self), "What it is to a POS program."),
    Field("driver", .string, "The driver's name."),
    Field("unit", .string, "The physical unit; a printer and its drawer share one."),
    Field("vendor", .nullable(.string), "Who made it."),
    Field("model", .nullable(.string), "Its model."),
    Field("serial", .nullable(.string), "Its serial number."),
    Field("transport", .shared("Transport"), "How it is attached."),
    Field("state", .words(["opening", "ready", "faulted", "absent"]), "Where it is in its life."),
    Field("reason", .nullable(.shared("DeviceReason")), "Why it is not ready."),
    Field("capabilities", .map(.oneOf([.boolean, .number, .string])), "What it can do, in words of its class."),
    Field("claimedBy", .nullable(.string), "Who holds the claim."),
    Field("statistics", .map(.integer), "Counters since the daemon started."),
  ]
}

extension DeviceReason {
  package static let members = [
    Field("code", .string, "A stable word."),
    Field("message", .string, "What happened."),
    Field("remedy", .nullable(.string), "What to do next.", optional: true),
    Field("upos", .integer(minimum: 0), "The UnifiedPOS result code."),
  ]
}

extension PrintWarning {
  package static let members = [
    Field("code", .words(PrintWarning.Code.self), "A stable word."),
    Field("message", .string, "What is not as it was meant."),
    Field("remedy", .string, "What to do about it."),
    Field("codePoints", .array(.string), "The characters, as U+1F600; empty unless glyphs are missing."),
    Field("line", .integer(minimum: 1), "Of markup: the line.", optional: true),
    Field("column", .integer(minimum: 1), "Of markup: the column, in Unicode scalars.", optional: true),
    Field("offset", .integer(minimum: 0), "Of raw content: the first byte that is meant.", optional: true),
  ]
}

extension TransportDescription {
  package static let members = [
    Field("kind", .words(["usb", "hidraw", "evdev", "serial", "tcp", "simulated"]), "The kind of link."),
    Field("vid", .string, "USB vendor id, four hex digits.", optional: true),
    Field("pid", .string, "USB product id, four hex digits.", optional: true),
    Field("port", .string, "The USB port path.", optional: true),
    Field("path", .string, "The device node or by-id link.", optional: true),
    Field("address", .string, "host:port of a network device.", optional: true),
  ]
}

extension PrinterStatus {
  package static let members = [
    Field("online", .nullable(.boolean), "Nothing: the printer did not say.", optional: true),
    Field("cover", .words(["closed", "open", "unknown"]), "The cover."),
    Field("paper", .words(["ok", "nearEnd", "end", "unknown"]), "The paper."),
    Field("cutter", .words(["ok", "error", "unknown"]), "The cutter."),
    Field("error", .nullable(.string), "recoverable, unrecoverable, overheated.", optional: true),
    Field("source", .words(["realTime", "automatic", "portStatus", "none"]), "Where the answer comes from."),
    Field("upos", .array(.integer), "The StatusUpdateEvents of UnifiedPOS that say the same."),
  ]
}

extension PrintJob {
  package static let members = [
    Field("job", .string, "A ULID: sorts by the time of acceptance."),
    Field("key", .nullable(.string), "The client's own key."),
    Field("printer", .string, "The printer's name or id."),
    Field("station", .nullable(.string), "The kitchen station that it was sent to."),
    Field("number", .nullable(.integer), "The number on the ticket."),
    Field("title", .nullable(.string), "What people call it."),
    Field("policy", .words(PrintPolicy.self), "What becomes of a copy that broke off."),
    Field("priority", .words(PrintLane.self), "Its lane."),
    Field("state", .words(PrintJobState.self), "Where the job is."),
    Field("evidence", .words(PrintEvidence.self), "How much is known about the paper: of all copies, the least."),
    Field("attempt", .integer(minimum: 0), "The attempt to print the copy."),
    Field("copy", .integer(minimum: 0), "The copy that is being printed."),
    Field("copies", .integer(minimum: 1), "How many are wanted."),
    Field("children", .array(.shared("Copy")), "Each copy, when there are several.", optional: true),
    Field("reason", .nullable(.shared("DeviceReason")), "Why it is blocked, failed or uncertain."),
    Field("attention", .boolean, "Somebody has to look at it: jobs.resolve."),
    Field("acceptedAt", .time, "When it was on disk."),
    Field("expiresAt", .nullable(.time), "When it is not printed any more."),
    Field("endedAt", .nullable(.time), "When it ended."),
    Field("duplicate", .boolean, "True when the key was known.", optional: true),
    Field("progress", .shared("Progress"), "In events, while a long copy is being sent.", optional: true),
    Field(
      "warnings", .array(.shared("PrintWarning")),
      "In the answer, where it is known by then, and in events: what is not as it was meant on paper.",
      optional: true),
  ]
}

extension PrintCopy {
  package static let members = [
    Field("copy", .integer(minimum: 1), "Which one."),
    Field("name", .nullable(.string), "What is printed on it."),
    Field("state", .words(PrintJobState.self), "Where it is."),
    Field("evidence", .words(PrintEvidence.self), "How much is known about the paper."),
    Field("attempt", .integer(minimum: 0), "The attempt to print it."),
  ]
}

extension PrintProgress {
  package static let members = [
    Field("sent", .integer(minimum: 0), "Bytes that the printer has taken."),
    Field("total", .integer(minimum: 0), "All bytes of the copy."),
  ]
}
