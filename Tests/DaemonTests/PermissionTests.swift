import Daemon
import PosModel
import PosProtocol
import PosTesting
import Reactor
import Testing

@ReactorActor
struct PermissionTests {
  private func permissions(_ client: RawClient) async throws -> [String?] {
    let reply = try await client.call(1, "session.hello")
    return reply["result"]?["permissions"]?.array?.map(\.string) ?? []
  }

  @Test func `root has all but cardData, others have nothing`() async throws {
    let till = Till()
    #expect(
      try await permissions(try till.rawClient())
        == ["observe", "input", "cards", "print", "drawer", "display", "admin"])
    #expect(try await permissions(try till.rawClient(uid: 1000, gid: 1000)).isEmpty)
  }

  @Test func `the owner of a private daemon has all`() async throws {
    let till = Till(DaemonSettings().with { $0.owner = 1000 })
    #expect(try await permissions(try till.rawClient(uid: 1000)).count == Permission.allCases.count)
  }

  @Test func `the first rule that matches counts, by user, group or supplementary group`() async throws {
    let till = Till(
      DaemonSettings().with {
        $0.access = [
          AccessRule(.user("1000"), allow: [.init([.observe])]),
          AccessRule(.group("2000"), allow: [.init([.print])]),
          AccessRule(.group("root"), allow: [.init([.drawer])]),
          AccessRule(.user("1000"), allow: .all),
          AccessRule(.user("nobody-of-this-name"), allow: .all),
        ]
      })
    #expect(try await permissions(try till.rawClient(uid: 1000, gid: 2000)) == ["observe"])
    #expect(try await permissions(try till.rawClient(uid: 1001, gid: 2000)) == ["print"])
    #expect(try await permissions(try till.rawClient(uid: 1001, gid: 1, groups: [5, 2000])) == ["print"])
    #expect(try await permissions(try till.rawClient(uid: 0, gid: 0)) == ["drawer"])
    #expect(till.log.lines.contains { $0.contains("nobody-of-this-name") })
  }

  @Test(arguments: [
    ("device.list", "{}", "observe"),
    ("device.get", #"{"device":"front"}"#, "observe"),
    ("device.statistics", #"{"device":"front"}"#, "observe"),
    ("device.check", #"{"device":"front","level":"internal"}"#, "observe"),
    ("device.check", #"{"device":"hot","level":"external"}"#, "print"),
    ("device.claim", #"{"device":"front"}"#, "input"),
    ("device.claim", #"{"device":"hot"}"#, "print"),
    ("device.directIO", #"{"device":"hot","data":""}"#, "admin"),
    ("scanner.enable", #"{"device":"front","on":true}"#, "input"),
    ("events.subscribe", #"{"types":["scanner.data"]}"#, "input"),
    ("daemon.status", "{}", "observe"),
    ("daemon.metrics", "{}", "observe"),
    ("daemon.reload", "{}", "admin"),
  ])
  func `what is not allowed is refused and audited`(method: String, params: String, needs: String) async throws {
    let till = Till()
    let client = try till.rawClient(uid: 1000)
    let answer = try await client.call(1, method, params)
    #expect(answer["error"]?["data"]?["code"] == "permissionDenied")
    #expect(answer["error"]?["message"]?.string?.contains(needs) == true)
    #expect(
      till.log.lines.contains {
        $0.contains("audit=permissionDenied") && $0.contains("method=\(method)") && $0.contains("needs=\(needs)")
          && $0.contains("uid=1000") && $0.contains("pid=101")
      })
    #expect(till.daemon.counters.refused == 1)
    #expect(till.devices.commands.isEmpty)
  }

  @Test func `a device of another class is refused with those that are meant`() async throws {
    let till = Till(devices: [FakeDevices.printer(), FakeDevices.drawer()])
    let client = try till.rawClient()
    let answer = try await client.call(1, "drawer.open", #"{"drawer":"hot"}"#)
    #expect(answer["error"]?["message"] == "hot is a posPrinter, and drawer.open wants a cashDrawer")
    #expect(answer["error"]?["data"]?["remedy"] == "there are: till")
  }

  @Test func `a subscriber gets only what it may see`() async throws {
    let till = Till(DaemonSettings().with { $0.access = [AccessRule(.user("1000"), allow: [.init([.observe])])] })
    let client = try till.rawClient(uid: 1000)
    _ = try await client.call(1, "events.subscribe")
    try till.devices.scan("not for you")
    try till.devices.setState(.ready, of: "front")
    try await client.wait(for: "device.changed")
    #expect(client.notifications("scanner.data").isEmpty)
  }

  @Test func `a reload changes the permissions of connected clients`() async throws {
    let till = Till()
    let client = try till.rawClient()
    till.daemon.reload = {
      till.daemon.apply(DaemonSettings().with { $0.access = [AccessRule(.user("0"), allow: [.init([.observe])])] })
    }
    #expect(try await client.call(2, "daemon.reload")["result"] == [:])
    #expect(try await permissions(client) == ["observe"])
    #expect(till.daemon.counters.reloads == 1)
  }

  @Test func `a reload of a bad configuration is answered with what is wrong and changes nothing`() async throws {
    let till = Till()
    let client = try till.rawClient()
    till.daemon.reload = { () throws(PosError) in
      throw PosError(.illegal, "posd.toml line 3: unknown key adress, perhaps address?")
    }
    let answer = try await client.call(1, "daemon.reload")
    #expect(answer["error"]?["message"]?.string?.contains("line 3") == true)
    #expect(till.log.lines.contains { $0.contains("line 3") })
    #expect(try await client.call(2, "device.list")["result"]?.array?.count == 2)
  }
}
