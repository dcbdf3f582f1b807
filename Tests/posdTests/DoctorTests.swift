import Daemon
import PosModel
import PosProtocol
import PosTesting
import Reactor
import Testing
import Transports

@testable import posd

/// The checks on tills that do not exist, then the command as a shell sees it.
@Suite struct DoctorTests {
  private static let well = TillFacts(
    version: "1.2.3", daemon: .success("1.2.3"), rules: [], render: .success("/usr/libexec/posd/posd-render"),
    state: TillFacts.StateFolder(path: "/var/lib/posd", access: .writable, freeBytes: 1 << 30))

  private func till(_ change: (inout TillFacts) -> Void) -> TillFacts {
    var till = Self.well
    change(&till)
    return till
  }

  private func scanner(
    _ name: String?, _ state: DeviceState = .ready, exclusive: String? = nil, reason: DeviceReason? = nil
  ) -> DeviceDescription {
    DeviceDescription(
      id: "scanner-1", name: name, class: .scanner, driver: "hid-keyboard-scanner", unit: "scanner-1", vendor: nil,
      model: nil, serial: nil, transport: TransportDescription(kind: .evdev, path: "/dev/input/event7"), state: state,
      reason: reason, capabilities: exclusive.map { ["exclusive": .word($0)] } ?? [:])
  }

  private func levels(_ findings: [Finding]) -> [Finding.Level] { findings.map(\.level) }

  @Test func `a daemon that is away is a problem, one of another version a warning`() {
    #expect(levels(DaemonCheck.findings(in: Self.well)) == [.ok])
    let old = DaemonCheck.findings(in: till { $0.daemon = .success("1.2.2") })
    #expect(levels(old) == [.warning])
    #expect(old.first?.remedy == "systemctl restart posd")
    let away = DaemonCheck.findings(in: till { $0.daemon = .failure(PosError(.offline, "nobody listens")) })
    #expect(levels(away) == [.problem])
    #expect(away.first?.remedy?.contains("systemctl start posd") == true)
    let refused = DaemonCheck.findings(
      in: till { $0.daemon = .failure(PosError(.permissionDenied, "not you", remedy: "join the group")) })
    #expect(refused.map(\.remedy) == ["join the group"])
  }

  @Test func `each line that is wrong in the configuration is told`() {
    #expect(levels(ConfigurationCheck.findings(in: Self.well)) == [.ok])
    let findings = ConfigurationCheck.findings(
      in: till {
        $0.configurationPath = "/etc/posd/posd.toml"
        $0.configurationProblems = ["posd.toml:2: a", "posd.toml:5: b"]
      })
    #expect(levels(findings) == [.problem, .problem])
    #expect(findings.last?.message.contains("posd.toml:5: b") == true)
  }

  @Test func `rules are missing, old, those of the database alone, or right`() throws {
    let database = try Posd.file("udev/72-posd.rules")
    let configuration = try Configuration.parse([
      ("posd.toml", "[[device]]\nname = \"gun\"\nclass = \"scanner\"\nmatch = { usb = \"1234:00ab\" }\n")
    ])
    func findings(_ text: String?, configured: Bool) -> [Finding] {
      RulesCheck.findings(
        in: till {
          $0.rules = text.map { [TillFacts.RulesFile(path: "/etc/udev/rules.d/72-posd.rules", text: $0)] } ?? []
          if configured { ($0.configuration, $0.configurationPath) = (configuration, "/etc/posd/posd.toml") }
        })
    }
    #expect(levels(findings(nil, configured: false)) == [.problem])
    #expect(levels(findings(database, configured: false)) == [.ok])
    #expect(levels(findings(database + "# old\n", configured: false)) == [.warning])
    let lacking = findings(database, configured: true)
    #expect(levels(lacking) == [.warning])
    #expect(lacking.first?.message.contains("only the configuration names") == true)
    #expect(lacking.first?.remedy?.contains("posd rules --config /etc/posd/posd.toml >") == true)
  }

  @Test func `a scanner on PS2 wants a rule, and a link that a rule has made none`() throws {
    let database = try Posd.file("udev/72-posd.rules")
    for (transport, levels) in [
      ("/dev/input/by-path/platform-i8042-serio-0-event-kbd", [.warning]), ("/dev/posd/scanner", [.ok]),
    ] as [(String, [Finding.Level])] {
      let configuration = try Configuration.parse([
        ("posd.toml", "[[device]]\nname = \"gun\"\nclass = \"scanner\"\ntransport = \"evdev://\(transport)\"\n")
      ])
      let findings = RulesCheck.findings(
        in: till {
          $0.rules = [TillFacts.RulesFile(path: "/etc/udev/rules.d/72-posd.rules", text: database)]
          ($0.configuration, $0.configurationPath) = (configuration, "/etc/posd/posd.toml")
        })
      #expect(self.levels(findings) == levels)
    }
  }

  @Test func `rules cannot be judged by a configuration that is wrong`() {
    let findings = RulesCheck.findings(
      in: till {
        $0.configurationPath = "/etc/posd/posd.toml"
        $0.configurationProblems = ["posd.toml:2: a"]
        $0.rules = [TillFacts.RulesFile(path: "/lib/udev/rules.d/72-posd.rules", text: "# old\n")]
      })
    #expect(findings.map(\.remedy) == ["correct the configuration first"])
  }

  @Test func `a device in fault is a problem with its reason, one that is away a warning`() {
    let reason = DeviceReason(code: "busy", message: "usblp holds it", remedy: "unload usblp", upos: 0)
    let findings = DevicesCheck.findings(
      in: till {
        $0.devices = [scanner("front", .faulted, reason: reason), scanner("hand", .absent), scanner(nil, .absent)]
      })
    #expect(levels(findings) == [.problem, .warning])
    #expect(findings.first?.message == "scanner front cannot be used: usblp holds it")
    #expect(findings.first?.remedy == "unload usblp")
    #expect(DevicesCheck.findings(in: till { $0.daemon = .failure(PosError(.offline, "")) }) == [])
    #expect(levels(DevicesCheck.findings(in: Self.well)) == [.warning])
  }

  @Test(arguments: [
    (InputNode(bus: .bluetooth), "on Bluetooth", "systemctl enable --now posd"),
    (InputNode(bus: .ps2), "on PS/2", "systemctl enable --now posd"),
    (InputNode(bus: .usb, usb: "05e0:1200"), "although it is on USB", #"match = { usb = "05e0:1200" }"#),
    (InputNode(bus: .other), "grabbed", "systemctl enable --now posd"),
  ])
  func `a grabbed scanner is told with why, the risk and what to do`(node: InputNode, why: String, remedy: String) {
    let findings = GrabbedScannersCheck.findings(
      in: till {
        $0.devices = [scanner("hand", exclusive: "grab"), scanner("front", exclusive: "claim")]
        $0.nodes = ["scanner-1": node]
      })
    #expect(levels(findings) == [.warning])
    #expect(findings.first?.message.contains(why) == true)
    #expect(findings.first?.message.contains("typed where the cursor is") == true)
    #expect(findings.first?.remedy?.contains(remedy) == true)
  }

  @Test func `a scanner that libusb has taken is no warning`() {
    let findings = GrabbedScannersCheck.findings(in: till { $0.devices = [scanner("hand", exclusive: "claim")] })
    #expect(levels(findings) == [.ok])
  }

  @Test func `drawing needs its program and fonts`() {
    let error = PosError(.unsupported, "posd-render is not installed", remedy: "make install")
    #expect(RenderCheck.findings(in: till { $0.render = .failure(error) }).map(\.remedy) == ["make install"])
    #expect(ChineseFontsCheck.findings(in: till { $0.missingChinese = nil }) == [])
    #expect(levels(ChineseFontsCheck.findings(in: till { $0.missingChinese = .success([]) })) == [.ok])
    let boxes = ChineseFontsCheck.findings(in: till { $0.missingChinese = .success(["据"]) })
    #expect(levels(boxes) == [.warning])
    #expect(boxes.first?.remedy == "apt-get install fonts-noto-cjk")
    #expect(levels(ChineseFontsCheck.findings(in: till { $0.missingChinese = .failure(error) })) == [.problem])
  }

  @Test func `print jobs need a folder with room`() {
    func level(_ access: TillFacts.StateFolder.Access, free: UInt64? = 1 << 30) -> [Finding.Level] {
      levels(
        StateFolderCheck.findings(
          in: till { $0.state = TillFacts.StateFolder(path: "/var/lib/posd", access: access, freeBytes: free) }))
    }
    #expect(level(.writable) == [.ok])
    #expect(level(.writable, free: nil) == [.ok])
    #expect(level(.missing) == [.ok])
    #expect(level(.writable, free: 1 << 20) == [.problem])
    #expect(level(.forbidden) == [.problem])
    #expect(level(.readOnly) == [.problem])
    #expect(level(.noFolder) == [.problem])
  }

  @Test func `the folder is looked at with the eyes of posd's user`() {
    #expect(TillFacts.StateFolder("/nonexistent/posd", user: nil).access == .missing)
    #expect(TillFacts.StateFolder("/dev/null", user: nil).access == .noFolder)
    #expect(TillFacts.StateFolder("/usr", user: 4711).access == .forbidden)
    #expect(TillFacts.StateFolder("/tmp", user: nil).access == .writable)
  }

  @Test func `the folder that is looked at is the one that is named, the daemon's, or that of the service's unit`() {
    let unit = ServiceUnit(["[Service]\nStateDirectory=till\n"])
    let status = DaemonStatus.Reply(
      version: "", epoch: "", pid: 1, uptimeSeconds: 0, sessions: 0, subscriptions: 0, devices: [:], lastEvent: 0,
      counters: [:], stateFolder: "/srv/posd")
    #expect(TillFacts.folder("/mnt/jobs", status, unit: unit).path == "/mnt/jobs")
    #expect(TillFacts.folder(nil, status, unit: unit).path == "/srv/posd")
    #expect(TillFacts.folder(nil, nil, unit: unit).path == "/var/lib/till")
  }

  @Test(
    arguments: [
      (["[Service]\nExecStart=/usr/bin/posd run\nStateDirectory=posd\n"], "/var/lib/posd"),
      (
        ["[Service]\nStateDirectory=posd\n", "[Service]\nStateDirectory=\nStateDirectory = till:alias x\n"],
        "/var/lib/till"
      ),
      (
        ["[Service]\nStateDirectory=posd\n", "[Service]\nExecStart=\nExecStart=posd run --state-dir \"/srv/till\"\n"],
        "/srv/till"
      ),
      (["[Service]\nExecStart=posd run \\\n  --state-dir=/srv/till --json\n"], "/srv/till"),
      (["[Service]\nStateDirectory=%N\n"], nil), (["[Unit]\nStateDirectory=posd\n", "# nothing\n"], nil),
      (["[Service]\nExecStart=posd run --state-dir\n"], nil),
    ] as [([String], String?)])
  func `a unit names the folder in its command or by StateDirectory`(texts: [String], folder: String?) {
    #expect(ServiceUnit(texts).stateFolder == folder)
  }

  @Test func `the unit that is installed with posd names its folder`() throws {
    #expect(ServiceUnit([try Posd.file("systemd/posd.service")]).stateFolder == "/var/lib/posd")
  }

  @Test func `a job that nobody can be sure of is told with what to do`() {
    let job = PrintJob(
      job: "01JD", key: nil, printer: "receipt", title: "table 7", state: .uncertain, evidence: .none, attempt: 1,
      copy: 1, copies: 1, reason: nil, attention: true, acceptedAt: "2026-01-01T00:00:00.000Z", endedAt: nil)
    let findings = JobsCheck.findings(in: till { $0.jobs = .success([job]) })
    #expect(levels(findings) == [.warning])
    #expect(findings.first?.message.contains("job 01JD (table 7) on receipt is uncertain") == true)
    #expect(findings.first?.remedy?.contains("posd jobs resolve 01JD") == true)
    let lost = PrintJob(
      job: "01JE", key: nil, printer: "old", state: .blocked, evidence: .none, attempt: 0, copy: 1, copies: 1,
      reason: DeviceReason(PosError(.noSuchDevice, "there is no device")), acceptedAt: "2026-01-01T00:00:00.000Z",
      endedAt: nil)
    let told = JobsCheck.findings(in: till { $0.jobs = .success([lost]) })
    #expect(told.first?.message.contains("job 01JE waits for old, which the configuration has lost") == true)
    #expect(told.first?.remedy?.contains("posd jobs cancel 01JE") == true)
    #expect(levels(JobsCheck.findings(in: till { $0.jobs = .success([]) })) == [.ok])
    #expect(JobsCheck.findings(in: Self.well) == [])
    let refused = JobsCheck.findings(in: till { $0.jobs = .failure(PosError(.permissionDenied, "not you")) })
    #expect(levels(refused) == [.warning])
  }

  @Test func `problems and warnings are counted, and every check has a word of its own`() {
    let diagnosis = Diagnosis(Self.well)
    #expect(diagnosis.problems == 1)  // no rules
    #expect(diagnosis.warnings == 1)  // no device
    #expect(Set(doctorChecks.map { $0.name }).count == doctorChecks.count)
  }

  @Test @ReactorActor func `without a daemon the rest is examined, and the exit code says that something is wrong`()
    async throws
  {
    let answer = try await Posd.run("doctor", "--socket", "/nonexistent/posd.sock")
    #expect(answer.exit == .code(1))
    #expect(answer.output.contains("posd is not running"))
    #expect(answer.output.contains("posd-render"))
    #expect(answer.output.contains("→ systemctl start posd"))
    #expect(!answer.output.contains("\u{1B}"))
  }

  @Test @ReactorActor func `the simulated till is examined, for programs too`() async throws {
    let posd = try SimulatedPosd()
    do {
      try await posd.ready("hand")
      let config = posd.folder + "/posd.toml"
      let answer = try await posd.run("doctor", "--json", "--config", config)
      #expect(answer.output.contains(#"{"check":"daemon","level":"ok","message":"posd "#), "\(answer.output)")
      #expect(answer.output.contains(#"{"check":"jobs","level":"ok""#))
      #expect(answer.output.contains(#"{"check":"state","level":"ok","message":""# + posd.folder + " can be written"))
      #expect(answer.output.contains(#"{"check":"configuration","level":"ok""#))
      let named = try await posd.run("doctor", "--json", "--state-dir", "/dev/null", "--config", config)
      #expect(named.output.contains(#"{"check":"state","level":"problem","message":"/dev/null is no folder"#))
    } catch {
      await posd.stop()
      throw error
    }
    await posd.stop()
  }
}
