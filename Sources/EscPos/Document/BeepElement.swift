/// Lets the printer sound, where it has a buzzer.
package struct BeepElement: Hashable, Sendable {
  package var times: Int
  package var duration: Duration

  package init(times: Int = 1, duration: Duration = .milliseconds(200)) {
    self.times = times
    self.duration = duration
  }
}

extension BeepElement: Codable {
  static let members = ["beep", "duration"]

  package init(from decoder: any Decoder) throws {
    let reader = try MemberReader(decoder, of: "a beep", knows: Self.members)
    self.init(
      times: try reader.need("beep"), duration: .milliseconds(try reader.value("duration", as: Int.self) ?? 200))
  }

  package func encode(to encoder: any Encoder) throws {
    var writer = MemberWriter(encoder)
    try writer.write("beep", times)
    try writer.write("duration", duration.wholeMilliseconds, unless: 200)
  }

  func check() throws(ReceiptFault) {
    try ReceiptFault.check("beep", times, 1...9)
    try ReceiptFault.check("duration", duration.wholeMilliseconds, 50...2_000)
  }
}
