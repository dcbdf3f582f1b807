import Daemon
import PosModel
import PosProtocol
import PosTesting
import Reactor
import Testing

@ReactorActor
struct ClaimTests {
  /// A holder may think for ever.
  private static let patient = DaemonSettings().with { $0.claimReaction = .seconds(600) }
  private static let front = FakeDevices.scanner().id

  @Test func `a free device is granted, and the same client gets the same claim again`() async throws {
    let till = Till(Self.patient)
    let client = try till.rawClient()
    let first = try await client.call(1, "device.claim", #"{"device":"front"}"#)
    let second = try await client.call(2, "device.claim", #"{"device":"\#(Self.front)"}"#)
    #expect(first["result"]?["claim"]?.string?.isEmpty == false)
    #expect(first["result"] == second["result"])
  }

  @Test func `claimedBy names the client as session hello did`() async throws {
    let till = Till(Self.patient)
    let client = try till.rawClient()
    _ = try await client.call(1, "session.hello", #"{"client":"till\u0007 7","protocol":1}"#)
    _ = try await client.call(2, "device.claim", #"{"device":"front"}"#)
    let device = try await client.call(3, "device.get", #"{"device":"front"}"#)
    #expect(device["result"]?["claimedBy"] == "till 7 (session 1, pid 101)")
    _ = try await client.call(4, "device.release", #"{"device":"front"}"#)
    #expect(try await client.call(5, "device.get", #"{"device":"front"}"#)["result"]?["claimedBy"]?.string == nil)
  }

  @Test func `a second claimant that does not wait is refused at once, and the holder is not disturbed`() async throws {
    let till = Till(Self.patient)
    let holder = try till.rawClient()
    let other = try till.rawClient()
    _ = try await holder.call(1, "session.hello", #"{"client":"first"}"#)
    _ = try await holder.call(2, "device.claim", #"{"device":"front"}"#)
    let refusal = try await other.call(1, "device.claim", #"{"device":"front"}"#)
    #expect(refusal["error"]?["data"]?["code"] == "claimed")
    #expect(refusal["error"]?["data"]?["upos"] == .integer(102))
    #expect(refusal["error"]?["data"]?["retryable"] == .bool(true))
    #expect(refusal["error"]?["data"]?["device"] == .string(Self.front))
    #expect(refusal["error"]?["message"]?.string?.contains("first") == true)
    try await holder.settle()
    #expect(holder.notifications("device.claimRequested").isEmpty)
  }

  @Test func `a holder that does not answer loses the claim to the one that waits`() async throws {
    let till = Till(DaemonSettings().with { $0.claimReaction = .milliseconds(20) })
    let holder = try till.rawClient()
    let other = try till.rawClient()
    let claim = try await holder.call(1, "device.claim", #"{"device":"front"}"#)["result"]?["claim"]
    other.request(1, "device.claim", #"{"device":"front","timeoutMs":30000}"#)
    #expect(try await holder.wait(for: "device.claimRequested")[0]["device"] == .string(Self.front))
    #expect(try await other.answer(1)["result"]?["claim"]?.string != nil)
    let lost = try await holder.wait(for: "device.claimLost")[0]
    #expect(lost == ["device": .string(Self.front), "claim": claim ?? .null, "reason": "requested"])
    #expect(
      try await holder.call(2, "device.release", #"{"device":"front"}"#)["error"]?["data"]?["code"] == "notClaimed")
  }

  @Test func `a holder that retains keeps the device, and the one that waits is told after its time`() async throws {
    let till = Till(Self.patient)
    let holder = try till.rawClient()
    let other = try till.rawClient()
    _ = try await holder.call(1, "device.claim", #"{"device":"front"}"#)
    other.request(1, "device.claim", #"{"device":"front","timeoutMs":100}"#)
    try await holder.wait(for: "device.claimRequested")
    #expect(try await holder.call(2, "device.retain", #"{"device":"front"}"#)["result"] == [:])
    #expect(try await other.answer(1)["error"]?["data"]?["code"] == "timeout")
    #expect(holder.notifications("device.claimLost").isEmpty)
    #expect(try await holder.call(3, "device.release", #"{"device":"front"}"#)["result"] == [:])
  }

  @Test func `a release gives the device to the first that waits, and asks it for the second`() async throws {
    let till = Till(Self.patient)
    let holder = try till.rawClient()
    let second = try till.rawClient()
    let third = try till.rawClient()
    _ = try await holder.call(1, "device.claim", #"{"device":"front"}"#)
    second.request(1, "device.claim", #"{"device":"front","timeoutMs":30000}"#)
    try await holder.wait(for: "device.claimRequested")
    third.request(1, "device.claim", #"{"device":"front","timeoutMs":30000}"#)
    try await third.settle()
    _ = try await holder.call(2, "device.release", #"{"device":"front"}"#)
    #expect(try await second.answer(1)["result"]?["claim"]?.string != nil)
    try await second.wait(for: "device.claimRequested")
    #expect(holder.notifications("device.claimLost").isEmpty)
    _ = try await second.call(2, "device.release", #"{"device":"front"}"#)
    #expect(try await third.answer(1)["result"]?["claim"]?.string != nil)
  }

  @Test func `a dying client releases at once`() async throws {
    let till = Till(Self.patient)
    let holder = try till.rawClient()
    let other = try till.rawClient()
    _ = try await holder.call(1, "device.claim", #"{"device":"front"}"#)
    holder.stream.close()
    try await eventually("the claim is free") { till.devices.descriptions.allSatisfy { $0.claimedBy == nil } }
    #expect(try await other.call(1, "device.claim", #"{"device":"front"}"#)["result"] != nil)
  }

  @Test func `a waiter that dies waits no longer and the holder keeps the device`() async throws {
    let till = Till(DaemonSettings().with { $0.claimReaction = .milliseconds(500) })
    let holder = try till.rawClient()
    let other = try till.rawClient()
    _ = try await holder.call(1, "device.claim", #"{"device":"front"}"#)
    other.request(1, "device.claim", #"{"device":"front","timeoutMs":30000}"#)
    try await holder.wait(for: "device.claimRequested")
    other.stream.close()
    try await eventually("the waiter is gone") { till.daemon.sessions.count == 1 }
    try await Reactor.shared.sleep(for: .milliseconds(700))
    #expect(holder.notifications("device.claimLost").isEmpty)
    #expect(till.devices.descriptions.contains { $0.claimedBy != nil })
  }

  @Test func `a device that comes back within the lease keeps its claim`() async throws {
    let till = Till(DaemonSettings().with { $0.claimLease = .milliseconds(300) })
    let holder = try till.rawClient()
    _ = try await holder.call(1, "device.claim", #"{"device":"front"}"#)
    try till.devices.setState(.absent, of: "front")
    try till.devices.setState(.ready, of: "front")
    try await Reactor.shared.sleep(for: .milliseconds(500))
    #expect(holder.notifications("device.claimLost").isEmpty)
    try till.devices.setState(.absent, of: "front")
    #expect(try await holder.wait(for: "device.claimLost")[0]["reason"] == "lease")
    #expect(till.devices.descriptions.allSatisfy { $0.claimedBy == nil })
  }

  @Test func `a device that is removed is lost to its holder and to those who wait`() async throws {
    let till = Till(Self.patient)
    let holder = try till.rawClient()
    let other = try till.rawClient()
    _ = try await holder.call(1, "device.claim", #"{"device":"front"}"#)
    other.request(1, "device.claim", #"{"device":"front","timeoutMs":30000}"#)
    try await other.settle()
    till.daemon.deviceRemoved(try till.devices.find("front"))
    #expect(try await holder.wait(for: "device.claimLost")[0]["reason"] == "removed")
    #expect(try await other.answer(1)["error"]?["data"]?["code"] == "noSuchDevice")
  }

  @Test func `input of a claimed device goes to the holder only`() async throws {
    let till = Till(Self.patient)
    let holder = try till.rawClient()
    let other = try till.rawClient()
    _ = try await holder.call(1, "events.subscribe")
    _ = try await other.call(1, "events.subscribe")
    _ = try await holder.call(2, "device.claim", #"{"device":"front"}"#)
    try till.devices.scan("one")
    #expect(try await holder.wait(for: "scanner.data")[0]["text"] == "one")
    try await other.settle()
    #expect(other.notifications("scanner.data").isEmpty)
    _ = try await holder.call(3, "device.release", #"{"device":"front"}"#)
    try till.devices.scan("two")
    #expect(try await other.wait(for: "scanner.data")[0]["text"] == "two")
  }

  @Test func `commands to a device that another client holds are refused, naming the holder`() async throws {
    let till = Till(Self.patient)
    let holder = try till.rawClient()
    let other = try till.rawClient()
    _ = try await holder.call(1, "device.claim", #"{"device":"front"}"#)
    let refusal = try await other.call(1, "scanner.enable", #"{"device":"front","on":false}"#)
    #expect(refusal["error"]?["data"]?["code"] == "claimed")
    #expect(refusal["error"]?["message"]?.string?.contains("pid 101") == true)
    #expect(till.devices.commands.isEmpty)
    #expect(try await holder.call(2, "scanner.enable", #"{"device":"front","on":false}"#)["result"] == [:])
    #expect(till.devices.commands == [.enableScanning(false)])
  }

  @Test func `release and retain without a claim say so`() async throws {
    let till = Till(Self.patient)
    let client = try till.rawClient()
    for (id, method) in ["device.release", "device.retain"].enumerated() {
      let answer = try await client.call(id, method, #"{"device":"front"}"#)
      #expect(answer["error"]?["data"]?["code"] == "notClaimed")
      #expect(answer["error"]?["data"]?["upos"] == .integer(103))
    }
  }

  @Test(arguments: [-1, 3_600_001])
  func `a time out of range is refused`(milliseconds: Int) async throws {
    let till = Till(Self.patient)
    let client = try till.rawClient()
    let answer = try await client.call(1, "device.claim", #"{"device":"front","timeoutMs":\#(milliseconds)}"#)
    #expect(answer["error"]?["data"]?["code"] == "illegal")
  }
}
