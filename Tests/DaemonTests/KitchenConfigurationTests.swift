import PosModel
import PosProtocol
import Testing

@testable import Daemon

/// `[[station]]` and `[[template]]`, and what is said of a wrong one.
struct KitchenConfigurationTests {
  private func problems(_ text: String) -> [String] {
    do throws(ConfigurationError) {
      _ = try Configuration.parse([("posd.toml", text)])
      return []
    } catch {
      return error.problems.map(\.description)
    }
  }

  @Test func `a station says all that it needs`() throws {
    let text = """
      [[template]]
      name = "big"
      receipt = '[{"text":"{table}"},{"items":["{name}"]}]'
      [[station]]
      name = "hot"
      title = "热菜"
      printers = ["a", "b"]
      ttl = "10m"
      copies = 2
      template = "big"
      language = "zh"
      buzzer = 3
      failover-after = "5s"
      uncertain-after = "90s"
      return-after = "1m"
      expo = true
      default = true
      categories = ["热菜", "汤"]
      day-start = "04:30"
      """
    let station = try #require(try Configuration.parse([("posd.toml", text)]).stations.first)
    #expect(station.label == "热菜" && station.printers == ["a", "b"] && station.template?.name == "big")
    #expect(station.language == .zh && station.beeps == 3 && station.copies == 2 && station.ttl == .seconds(600))
    #expect(station.failoverAfter == .seconds(5) && station.uncertainAfter == .seconds(90))
    #expect(station.returnAfter == .seconds(60) && station.isExpo && station.isDefault)
    #expect(station.categories == ["热菜", "汤"] && station.dayStart == 270)
  }

  @Test func `a ticket lives for half an hour if nobody says else`() throws {
    let station = try Configuration.parse([("posd.toml", "[[station]]\nname = \"hot\"\nprinters = [\"a\"]")]).stations[
      0]
    #expect(station.ttl == .seconds(1_800) && station.failoverAfter == .seconds(15) && station.label == "hot")
  }

  @Test func `what is wrong with a station is told with its line`() {
    let station =
      "[[station]]\nname = \"hot\"\nprinters = [\"a\", \"a\"]\nday-start = \"4\"\nlanguage = \"de\"\ntemplate = \"x\""
    #expect(
      problems(station) == [
        "posd.toml:3: printers names a printer twice",
        "posd.toml:4: day-start cannot be \"4\"; write it as \"04:00\"",
        "posd.toml:5: language cannot be \"de\"; it is one of zh, en, both",
        "posd.toml:6: template \"x\" is no [[template]] of this file or one before",
      ])
    let two = ["a", "b"].map { "[[station]]\nname = \"\($0)\"\nprinters = [\"p\"]\ndefault = true\n" }.joined()
    #expect(
      problems(two) == ["posd.toml:8: default is a's already: one station takes what goes nowhere else"])
  }

  @Test(
    arguments: [
      ("{", "it is not a JSON text; see docs/kitchen.md for an example"),
      ("{}", "it must be an array of elements; see docs/kitchen.md for an example"),
      (#"["{tabel}"]"#, "receipt[0]: there is no field {tabel} here; did you mean {table}?"),
      (#"["a","{name}"]"#, "receipt[1]: there is no field {name} here"),
      (#"["}"]"#, "receipt[0]: a brace stands alone; write {{ or }} for one on paper"),
      (#"["a",{"items":["b",{"text":"{name}","size":9}]}]"#, "receipt[1].items[1].size: is 9 and must be 1 to 8"),
      (#"["a",{"rule":"dashed","txt":"b"}]"#, "receipt[1].txt: is not a member of a rule"),
      (#"[{"items":[{"items":[]}]}]"#, "receipt[0].items[0]: items cannot stand in items"),
      (#"[{"items":["a"],"bold":true}]"#, "receipt[0]: items is an array of elements, and stands alone"),
      (#"[{"box":["{guest}"]}]"#, "receipt[0].box[0]: there is no field {guest} here; did you mean {guests}?"),
    ])
  func `what is wrong with a template is told with its line and place`(receipt: String, message: String) {
    let found = problems("[[template]]\nname = \"t\"\nreceipt = '\(receipt)'\n")
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("posd.toml:3: receipt is not usable: \(message)") == true, "\(found)")
  }

  @Test func `a template repeats its items and leaves out what nobody said`() throws {
    let template = try TicketTemplate(
      name: "t",
      json: #"""
        ["{{{order}}}", {"text":"for {waiter}"}, {"row":["{table}", "of {guests}"]}, {"box":["{note}"]}, "end",
         {"items":[{"text":"{quantity} {name}"}, "! {notes}"]}]
        """#)
    var ticket = Ticket(fields: ["order": "4711", "table": "A7"], items: [])
    ticket.items = [["name": "Steak", "quantity": "2", "notes": "rare"], ["name": "Soup", "quantity": "1"]]
    ticket.beeps = 1
    #expect(
      template.receipt(ticket) == [
        ["beep": .integer(1)], "{4711}", ["row": ["A7", ""]], "end", ["text": "2 Steak"], "! rare", ["text": "1 Soup"],
      ])
  }

  @Test func `what a client says is never taken for a field`() throws {
    let template = try TicketTemplate(name: "t", json: #"[{"items":["{name}"]}]"#)
    let ticket = Ticket(fields: ["order": "1"], items: [["name": "{order} } {"]])
    #expect(template.receipt(ticket) == ["{order} } {"])
  }

  @Test(arguments: TicketLanguage.allCases, [true, false])
  func `the built-in tickets are right, in each language`(language: TicketLanguage, expo: Bool) throws {
    let template = TicketTemplate.builtIn(language, expo: expo)
    let full = try TicketTemplate.text(template.receipt(.sample))
    #expect(full.contains(language == .en ? "TABLE" : "桌号"))
    let bare = Ticket(
      fields: ["order": "1", "time": "12:30", "kind": language.word(for: .void)],
      items: [["name": "x", "quantity": "1"]])
    let text = try TicketTemplate.text(template.receipt(bare))
    #expect(text.contains(language == .zh ? "退菜" : "VOID") && !text.contains("WAITER") && !text.contains("服务员"))
  }

  @Test func `a day begins when the station says, and keeps its date until then`() {
    // 2026-11-26 03:30 and 04:30 by the machine's own clock.
    let midnight = Self.localMidnight(of: 1_795_694_400_000)
    let (before, after) = (midnight + 210 * 60_000, midnight + 270 * 60_000)
    #expect(LocalTime.day(after, start: 240) == LocalTime.day(after))
    #expect(LocalTime.day(before, start: 240) == LocalTime.day(midnight - 60_000))
    #expect(LocalTime.day(before, start: 0) == LocalTime.day(after))
  }

  private static func localMidnight(of time: Int64) -> Int64 {
    var time = time
    let day = LocalTime.day(time)
    while LocalTime.day(time - 60_000) == day { time -= 60_000 }
    return time
  }
}
