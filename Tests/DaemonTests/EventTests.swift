import Daemon
import PosModel
import PosProtocol
import PosTesting
import Reactor
import Testing

@ReactorActor
struct EventTests {
  private func texts(_ client: RawClient) -> [String?] {
    client.notifications("scanner.data").map { $0["text"]?.string }
  }

  @Test func `a scan reaches a subscriber with all its members`() async throws {
    let till = Till()
    let client = try till.rawClient()
    let reply = try await client.call(1, "events.subscribe")
    #expect(reply["result"]?["position"] == ["epoch": .string(till.daemon.events.epoch), "seq": .integer(0)])
    let arrival = Reactor.now
    try till.devices.scan("4006381333931", at: arrival)
    let scan = try await client.wait(for: "scanner.data")[0]
    #expect(scan["device"] == .string(FakeDevices.scanner().id))
    #expect(scan["seq"] == .integer(1))
    #expect(scan["uptimeNs"]?.integer.map(UInt64.init) == arrival.nanoseconds)
    #expect(scan["time"]?.string?.count == 24)
    #expect(scan["text"] == "4006381333931")
    #expect(scan["raw"] == "NDAwNjM4MTMzMzkzMQ==")
    #expect(scan["aim"] == "]C0")
    #expect(scan["symbology"] == "code128")
    #expect(scan["upos"] == .integer(110))
    #expect(scan["secret"] == .bool(false))
    #expect(scan["gtin14"] == nil)
  }

  @Test(arguments: [
    ("e4bda0", "你"), ("c4e3", "你"), ("48ff", "H\u{FF}"), ("", ""),
  ])
  func `bytes become text as UTF-8, else GB18030, else Latin-1`(hex: String, text: String) {
    let bytes = stride(from: 0, to: hex.utf8.count, by: 2).compactMap { offset in
      UInt8(hex.dropFirst(offset).prefix(2), radix: 16)
    }
    #expect(ScannerData(ScannedCode(raw: bytes)).text == text)
  }

  @Test func `the answer to subscribe comes before the first event`() async throws {
    let till = Till()
    try till.devices.scan("held")
    let client = try till.rawClient()
    _ = try await client.call(1, "events.subscribe")
    try await client.wait(for: "scanner.data")
    #expect(client.lines.values[1]["id"] == .integer(1))
    #expect(client.lines.values[2]["method"] == "scanner.data")
  }

  @Test func `devices, classes and types choose what comes`() async throws {
    let till = Till(devices: [FakeDevices.printer(), FakeDevices.scanner(), FakeDevices.scanner("2", name: "back")])
    let byName = try till.rawClient()
    let byClass = try till.rawClient()
    let byType = try till.rawClient()
    _ = try await byName.call(1, "events.subscribe", #"{"devices":["back"]}"#)
    _ = try await byClass.call(1, "events.subscribe", #"{"classes":["posPrinter"]}"#)
    _ = try await byType.call(1, "events.subscribe", #"{"types":["scanner.data"]}"#)
    try till.devices.scan("front")
    try till.devices.scan("back", on: "back")
    try till.devices.setState(.ready, of: "hot")
    try await byName.settle()
    try await byClass.settle()
    try await byType.settle()
    #expect(texts(byName) == ["back"])
    #expect(byName.notifications("device.changed").isEmpty)
    #expect(texts(byClass).isEmpty)
    #expect(byClass.notifications("device.changed").count == 1)
    #expect(texts(byType) == ["front", "back"])
    #expect(byType.notifications("device.changed").isEmpty)
  }

  @Test func `unknown devices and types are refused`() async throws {
    let till = Till()
    let client = try till.rawClient()
    let device = try await client.call(1, "events.subscribe", #"{"devices":["nobody"]}"#)
    #expect(device["error"]?["data"]?["code"] == "noSuchDevice")
    let type = try await client.call(2, "events.subscribe", #"{"types":["scanner.dta"]}"#)
    #expect(type["error"]?["data"]?["code"] == "illegal")
    #expect(till.daemon.events.subscriptionCount == 0)
  }

  @Test func `two subscriptions of one client get an event once`() async throws {
    let till = Till()
    let client = try till.rawClient()
    _ = try await client.call(1, "events.subscribe")
    _ = try await client.call(2, "events.subscribe", #"{"types":["scanner.data"]}"#)
    try till.devices.scan("one")
    try await client.settle()
    #expect(texts(client) == ["one"])
  }

  @Test func `unsubscribe ends it, and only the own one`() async throws {
    let till = Till()
    let client = try till.rawClient()
    let other = try till.rawClient()
    let number = try #require(try await client.call(1, "events.subscribe")["result"]?["subscription"]?.integer)
    let refused = try await other.call(1, "events.unsubscribe", #"{"subscription":\#(number)}"#)
    #expect(refused["error"]?["data"]?["code"] == "illegal")
    #expect(try await client.call(2, "events.unsubscribe", #"{"subscription":\#(number)}"#)["result"] == [:])
    try till.devices.setState(.faulted, of: "front")
    try await client.settle()
    #expect(client.notifications("device.changed").isEmpty)
  }

  @Test func `after resumes where the client was`() async throws {
    let till = Till()
    let first = try till.rawClient()
    _ = try await first.call(1, "events.subscribe")
    for text in ["1", "2", "3"] { try till.devices.scan(text) }
    try await first.wait(for: "scanner.data", count: 3)
    let again = try till.rawClient()
    let epoch = till.daemon.events.epoch
    _ = try await again.call(1, "events.subscribe", #"{"after":{"epoch":"\#(epoch)","seq":1}}"#)
    try till.devices.scan("4")
    try await again.wait(for: "scanner.data", count: 3)
    #expect(texts(again) == ["2", "3", "4"])
    #expect(again.notifications("events.gap").isEmpty)
  }

  @Test func `after with an old epoch tells the loss and gives what is kept`() async throws {
    let till = Till()
    let first = try till.rawClient()
    _ = try await first.call(1, "events.subscribe")
    try till.devices.scan("1")
    let again = try till.rawClient()
    _ = try await again.call(1, "events.subscribe", #"{"after":{"epoch":"older","seq":77}}"#)
    try await again.wait(for: "scanner.data")
    #expect(again.notifications("events.gap") == [["from": .integer(0), "to": .integer(0)]])
    #expect(texts(again) == ["1"])
  }

  @Test func `after tells by a gap what the ring has lost`() async throws {
    let till = Till()
    for _ in 0..<1_010 { try till.devices.setState(.ready, of: "front") }
    let client = try till.rawClient()
    let epoch = till.daemon.events.epoch
    _ = try await client.call(1, "events.subscribe", #"{"after":{"epoch":"\#(epoch)","seq":5}}"#)
    try await client.wait(for: "device.changed", count: 1_000)
    #expect(client.notifications("events.gap") == [["from": .integer(6), "to": .integer(10)]])
    #expect(client.notifications("device.changed").first?["seq"] == .integer(11))
  }

  @Test func `after a position that has not been is refused`() async throws {
    let till = Till()
    let client = try till.rawClient()
    let epoch = till.daemon.events.epoch
    let answer = try await client.call(1, "events.subscribe", #"{"after":{"epoch":"\#(epoch)","seq":5}}"#)
    #expect(answer["error"]?["data"]?["code"] == "illegal")
  }

  @Test func `input that was for a claim holder is not replayed to another user`() async throws {
    let till = Till(DaemonSettings().with { $0.access = [AccessRule(.user("1000"), allow: .standard)] })
    let holder = try till.rawClient()
    _ = try await holder.call(1, "events.subscribe")
    _ = try await holder.call(2, "device.claim", #"{"device":"front"}"#)
    try till.devices.scan("private")
    try await holder.wait(for: "scanner.data")
    holder.stream.close()
    try await eventually("the holder is gone") { till.daemon.sessions.isEmpty }
    let after = #"{"types":["scanner.data"],"after":{"epoch":"\#(till.daemon.events.epoch)","seq":0}}"#
    let stranger = try till.rawClient(uid: 1000)
    _ = try await stranger.call(1, "events.subscribe", after)
    try await stranger.settle()
    #expect(texts(stranger).isEmpty)
    let sameUser = try till.rawClient()
    _ = try await sameUser.call(1, "events.subscribe", after)
    try await sameUser.wait(for: "scanner.data")
    #expect(texts(sameUser) == ["private"])
  }

  @Test func `credit bounds data events and grant lets them come one by one`() async throws {
    let till = Till()
    let client = try till.rawClient()
    _ = try await client.call(1, "events.subscribe", #"{"credit":1}"#)
    for text in ["1", "2", "3"] { try till.devices.scan(text) }
    try till.devices.setState(.ready, of: "front")
    try await client.wait(for: "device.changed")
    #expect(texts(client) == ["1"])
    _ = try await client.call(2, "events.grant", #"{"n":1}"#)
    try await client.wait(for: "scanner.data", count: 2)
    try await client.settle()
    #expect(texts(client) == ["1", "2"])
    _ = try await client.call(3, "events.grant", #"{"n":5}"#)
    try await client.wait(for: "scanner.data", count: 3)
    try till.devices.scan("4")
    try await client.wait(for: "scanner.data", count: 4)
    #expect(texts(client) == ["1", "2", "3", "4"])
  }

  @Test func `data events that found no credit in time are told by a gap`() async throws {
    let till = Till(DaemonSettings().with { $0.inputHold = .milliseconds(100) })
    let client = try till.rawClient()
    _ = try await client.call(1, "events.subscribe", #"{"credit":0}"#)
    try till.devices.scan("1")
    try till.devices.scan("2")
    try await client.wait(for: "events.gap")
    _ = try await client.call(2, "events.grant", #"{"n":10}"#)
    try till.devices.scan("3")
    try await client.wait(for: "scanner.data")
    #expect(texts(client) == ["3"])
    let gaps = client.notifications("events.gap")
    #expect(gaps.first?["from"] == .integer(1))
    #expect(gaps.last?["to"] == .integer(2))
    #expect(till.daemon.events.droppedInput == 2)
  }

  @Test func `grant without credit is refused`() async throws {
    let till = Till()
    let client = try till.rawClient()
    _ = try await client.call(1, "events.subscribe")
    #expect(try await client.call(2, "events.grant", #"{"n":1}"#)["error"]?["data"]?["code"] == "illegal")
  }

  @Test func `input with nobody to take it waits and comes with its own time`() async throws {
    let till = Till()
    let arrival = Reactor.now
    try till.devices.scan("early", at: arrival)
    try await Reactor.shared.sleep(for: .milliseconds(50))
    let client = try till.rawClient()
    _ = try await client.call(1, "events.subscribe")
    let scan = try await client.wait(for: "scanner.data")[0]
    #expect(scan["text"] == "early")
    #expect(scan["uptimeNs"]?.integer.map(UInt64.init) == arrival.nanoseconds)
    let second = try till.rawClient()
    _ = try await second.call(1, "events.subscribe")
    try await second.settle()
    #expect(texts(second).isEmpty)
  }

  @Test func `input that nobody takes in time is dropped and counted`() async throws {
    let till = Till(DaemonSettings().with { $0.inputHold = .milliseconds(50) })
    try till.devices.scan("lost")
    try await eventually("it is dropped") { till.daemon.events.droppedInput == 1 }
    let client = try till.rawClient()
    _ = try await client.call(1, "events.subscribe")
    try await client.settle()
    #expect(texts(client).isEmpty)
    #expect(
      try await client.call(2, "device.statistics", #"{"device":"front"}"#)["result"]?["droppedInput"] == .integer(1))
    let after = #"{"after":{"epoch":"\#(till.daemon.events.epoch)","seq":0}}"#
    let again = try till.rawClient()
    _ = try await again.call(1, "events.subscribe", after)
    try await again.wait(for: "events.gap")
    #expect(again.notifications("events.gap") == [["from": .integer(1), "to": .integer(1)]])
  }

  @Test func `input held for a claim holder comes to another when the claim is released`() async throws {
    let till = Till()
    let holder = try till.rawClient()
    let other = try till.rawClient()
    _ = try await holder.call(1, "device.claim", #"{"device":"front"}"#)
    _ = try await other.call(1, "events.subscribe")
    try till.devices.scan("waiting")
    try await other.settle()
    #expect(texts(other).isEmpty)
    _ = try await holder.call(2, "device.release", #"{"device":"front"}"#)
    try await other.wait(for: "scanner.data")
    #expect(texts(other) == ["waiting"])
  }

  @Test func `hundreds of subscribers get each event, in order`() async throws {
    let till = Till(DaemonSettings().with { $0.connectionsPerUser = 2_000 })
    var clients: [RawClient] = []
    for _ in 0..<400 { clients.append(try till.rawClient()) }
    for client in clients { client.request(1, "events.subscribe") }
    for client in clients { _ = try await client.answer(1) }
    for index in 0..<20 { try till.devices.scan("\(index)") }
    for client in clients {
      try await client.wait(for: "scanner.data", count: 20)
      #expect(texts(client) == (0..<20).map(String.init))
    }
  }

  @Test func `no log line tells what was scanned`() async throws {
    let till = Till(DaemonSettings().with { $0.inputHold = .milliseconds(20) })
    let client = try till.rawClient()
    try till.devices.scan("134567890123456789")
    try await eventually("it is dropped") { till.daemon.events.droppedInput == 1 }
    _ = try await client.call(1, "events.subscribe")
    try till.devices.scan("134567890123456789")
    try await client.wait(for: "scanner.data")
    #expect(till.log.lines.allSatisfy { !$0.contains("134567890123456789") })
  }
}
