import Barcodes
import Drivers
import PosModel
import PosProtocol
import PosTesting
import Testing
import Transports

@testable import Daemon

@Suite struct ConfigurationTests {
  private func parse(_ text: String) throws -> Configuration {
    try Configuration.parse([("posd.toml", text)])
  }

  private func problems(_ text: String) -> [String] {
    do throws(ConfigurationError) {
      _ = try Configuration.parse([("posd.toml", text)])
      return []
    } catch {
      return error.problems.map(\.description)
    }
  }

  @Test func `an empty file is the till that nobody has configured`() throws {
    #expect(try parse("") == Configuration())
    #expect(try parse("# nothing\n\n") == Configuration())
  }

  @Test func `every section reads into its values`() throws {
    let configuration = try parse(
      """
      [socket]
      path = "/run/x.sock"
      line-limit = "64KiB"
      connections-per-uid = 3
      [[access]]
      group = "cashiers"
      allow = ["observe", "print"]
      [[device]]
      name = "front"
      match = { usb = "0c2e:0b6a", serial = "S1" }
      layout = "us"
      [[device]]
      name = "hot"
      class = "posPrinter"
      transport = "tcp://192.0.2.10"
      encoding = "gb18030"
      [[station]]
      name = "kitchen"
      printers = ["hot"]
      ttl = "30m"
      copies = 2
      [input]
      hold = "1500ms"
      [[scale-label]]
      pattern = "26IIIIIAAAAAQQQQQC"
      amount-decimals = 1
      [[code-prefix]]
      prefix = "8800"
      kind = "member"
      [daemon]
      leave-unbound = false
      """)
    #expect(configuration.socketPath == "/run/x.sock")
    #expect(configuration.lineLimit == 65_536)
    #expect(configuration.connectionsPerUser == 3)
    #expect(configuration.access == [AccessRule(.group("cashiers"), allow: PermissionSet([.observe, .print]))])
    #expect(configuration.devices.map(\.name) == ["front", "hot"])
    #expect(
      configuration.devices[0].attachment
        == .match(ConfiguredMatch(vendorID: 0x0C2E, productID: 0x0B6A, serial: "S1")))
    #expect(configuration.devices[1].attachment == .tcp(host: "192.0.2.10", port: 9_100))
    #expect(configuration.devices[1].encoding == "gb18030")
    #expect(
      configuration.stations == [Station(name: "kitchen", printers: ["hot"], ttl: .seconds(1_800), copies: 2)])
    #expect(configuration.inputHold == .milliseconds(1_500))
    #expect(configuration.scanRules.scaleLabels.map(\.description) == ["26IIIIIAAAAAQQQQQC"])
    #expect(configuration.scanRules.scaleLabels.map(\.amountDecimals) == [1])
    #expect(configuration.scanRules.prefixes == [CodePrefix("8800", .member)])
    #expect(DaemonSettings(configuration).scanRules == configuration.scanRules)
    #expect(!configuration.leaveUnbound)
  }

  @Test func `patterns and prefixes that cannot be are told with what they may be`() {
    #expect(
      problems("[[scale-label]]\npattern = \"26AAAAAAC\"\n").first?.hasPrefix(
        "posd.toml:2: pattern cannot be \"26AAAAAAC\"; write it as \"26IIIIIAAAAAQQQQQC\"") == true)
    #expect(problems("[[scale-label]]\namount-decimals = 2\n") == ["posd.toml:1: [[scale-label]] needs a pattern"])
    #expect(
      problems("[[code-prefix]]\nprefix = \"8\"\nkind = \"membre\"\n")
        == ["posd.toml:3: kind cannot be \"membre\"; did you mean \"member\"?"])
    #expect(problems("[[code-prefix]]\nprefix = \"8\"\n") == ["posd.toml:1: [[code-prefix]] needs a prefix and a kind"])
    #expect(
      problems("[[code-prefix]]\nprefix = \"\"\nkind = \"member\"\n")
        == ["posd.toml:2: prefix must be 1 to 24 characters"])
  }

  @Test func `an unknown key is told with its line and the nearest key`() {
    #expect(
      problems("[socket]\npath = \"/x\"\n\nlin-limit = \"1MiB\"\n")
        == ["posd.toml:4: unknown key \"lin-limit\"; did you mean \"line-limit\"?"])
    #expect(
      problems(
        "[[device]]\nmatch = { usb = \"0c2e\" }\n[[device]]\nnaem = \"a\"\nmatch = { sreial = \"1\", port = \"1-1\" }")
        == [
          "posd.toml:4: unknown key \"naem\"; did you mean \"name\"?",
          "posd.toml:5: unknown key \"sreial\"; did you mean \"serial\"?",
        ])
    #expect(problems("[colour]\n") == ["posd.toml:1: unknown key \"colour\""])
  }

  @Test func `all problems are told, in the order of the lines`() {
    let found = problems(
      """
      [socket]
      line-limit = "lots"
      connections-per-uid = 0
      [[access]]
      group = "a"
      allow = ["prnt"]
      [[device]]
      name = "one"
      match = { usb = "xyz" }
      [[device]]
      class = "printer"
      transport = "tcp://192.0.2.10:99999"
      """)
    #expect(
      found.map { $0.split(separator: ":")[1] } == ["2", "3", "6", "9", "11", "12"], "\(found)")
    #expect(found[2].contains("did you mean \"print\"?"))
    #expect(found[4].contains("did you mean \"posPrinter\"?") || found[4].contains("it is one of"))
  }

  @Test func `a value of the wrong kind is told in words`() {
    #expect(
      problems("[socket]\nline-limit = 16\n") == ["posd.toml:2: line-limit must be a text, not a number"])
    #expect(problems("device = 3\n") == ["posd.toml:1: device must be written as [[device]], not a number"])
    #expect(
      problems("[daemon]\nleave-unbound = \"yes\"\n")
        == ["posd.toml:2: leave-unbound must be true or false, not a text"])
    #expect(problems("[input]\nhold = 2026-01-01\n") == ["posd.toml:2: hold must be a text, not a date"])
  }

  @Test func `broken TOML is told with its line`() {
    let found = problems("[socket]\npath = \n")
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("posd.toml:2: ") == true, "\(found)")
  }

  @Test func `a name is given once, over all files and stations`() {
    let device = "[[device]]\nname = \"a\"\nmatch = { port = \"1-1\" }\n"
    #expect(problems(device + device) == ["posd.toml:5: name \"a\" is given twice"])
    #expect(
      problems(device + "[[station]]\nname = \"a\"\nprinters = [\"b\"]\n") == ["posd.toml:5: name \"a\" is given twice"]
    )
    do throws(ConfigurationError) {
      _ = try Configuration.parse([("a.toml", device), ("b.toml", device)])
      Issue.record("accepted")
    } catch {
      #expect(error.problems.map(\.description) == ["b.toml:2: name \"a\" is given twice"])
    }
  }

  @Test func `later files add devices and override values`() throws {
    let configuration = try Configuration.parse([
      (
        "posd.toml",
        "[socket]\nline-limit = \"1MiB\"\nconnections-per-uid = 5\n[[device]]\nmatch = { port = \"1-1\" }\n"
      ),
      ("posd.d/10.toml", "[socket]\nline-limit = \"2MiB\"\n[[device]]\nmatch = { port = \"1-2\" }\n"),
    ])
    #expect(configuration.lineLimit == 2 << 20)
    #expect(configuration.connectionsPerUser == 5)
    #expect(configuration.devices.count == 2)
  }

  @Test func `lines are right behind texts and arrays over several lines`() {
    let found = problems(
      """
      [[station]] # "quoted [ in a comment
      name = '''
      a ] b'''

      printers = [
        "x#", # one
        "y",
      ]
      colour."with.dot" = 1
      [daemon]
      claim-lease = '1"s'
      "leave-unbuond" = true
      """)
    #expect(found.map { $0.split(separator: ":")[1] } == ["9", "11", "12"], "\(found)")
  }

  @Test func `a key with a NUL in its name is an unknown key`() {
    #expect(problems("\"a\\u0000b\" = 1\n").count == 1)
  }
}
