import Glibc
import PosClient
import PosModel
import PosProtocol
import PosTesting
import Reactor
import Testing

/// The technician's commands for scanners on the simulated till, as a shell sees them.
@Suite struct ScannerCommandTests {
  @ReactorActor
  private func withPosd(_ body: @ReactorActor (SimulatedPosd) async throws -> Void) async throws {
    let posd = try SimulatedPosd()
    do {
      try await posd.ready("front")
      try await posd.ready("hand")
      try await body(posd)
    } catch {
      await posd.stop()
      throw error
    }
    await posd.stop()
  }

  /// Runs a command that waits for scans, and scans until it has ended.
  @ReactorActor
  private func run(
    _ arguments: [String], scanning codes: [(device: String, text: String)], on posd: SimulatedPosd
  ) async throws -> Posd.Outcome {
    let client = try await PosClient.connect(to: [posd.socket])
    let ended = Recorder<Bool>()
    async let command = Self.run(arguments, socket: posd.socket, ended)
    // The command says nothing before it listens: what came too early is scanned again.
    for _ in 0..<600 where ended.values.isEmpty {
      try await Reactor.shared.sleep(for: .milliseconds(100))
      for code in codes where ended.values.isEmpty {
        _ = try await client.call(SimulatorScan(device: code.device, text: code.text))
      }
    }
    client.close()
    return try await command
  }

  @ReactorActor
  private static func run(
    _ arguments: [String], socket: String, _ ended: Recorder<Bool>
  ) async throws -> Posd.Outcome {
    defer { ended.record(true) }
    return try await Posd.run(arguments, environment: ["POSD_SOCKET=" + socket])
  }

  @Test @ReactorActor func `a model is explained without a daemon, and a misspelt one is not guessed`() async throws {
    let model = try await Posd.run("scanner", "mode", "DS2208", "--socket", "/nonexistent/posd.sock")
    #expect(model.exit == .code(0), "\(model.errors)")
    #expect(model.output.contains("serial (shouldwork)"))
    #expect(model.output.contains("best: HID POS") && model.output.contains("Microsoft UWP USB"))
    let json = try await Posd.run("scanner", "mode", "DS2208", "--json", "--socket", "/nonexistent/posd.sock")
    #expect(json.output.contains(#""better":"hidpos""#) && json.output.contains(#""05e0:1701""#))
    let wrong = try await Posd.run("scanner", "mode", "DS2209", "--socket", "/nonexistent/posd.sock")
    #expect(wrong.exit == .code(1))
    #expect(wrong.errors.contains("did you mean \"DS2208\"?"))
    // It may be a device's name: only a daemon could say.
    let device = try await Posd.run("scanner", "mode", "front", "--socket", "/nonexistent/posd.sock")
    #expect(device.exit == .code(2))
    #expect(device.errors.contains("posd is not running"))
    let usage = try await Posd.run("scanner", "mode")
    #expect(usage.exit == .code(64))
  }

  @Test @ReactorActor func `all models are listed`() async throws {
    let list = try await Posd.run("scanner", "mode", "--list")
    #expect(list.exit == .code(0))
    #expect(list.output.split(separator: "\n").count > 120)
    #expect(!list.output.contains("\u{1B}"))
    let json = try await Posd.run("scanner", "mode", "--list", "--json")
    #expect(json.output.hasPrefix("[{") && json.output.contains(#""model":"HR11+""#))
  }

  @Test @ReactorActor func `a known code is drawn with its quiet zone, or written as a picture`() async throws {
    let drawn = try await Posd.run("scanner", "mode", "Gryphon GD4430", "--socket", "/nonexistent/posd.sock")
    #expect(drawn.exit == .code(0), "\(drawn.errors)")
    // Light is a block where there is no colour: ten light modules make five blocks before the first bar.
    let lines = drawn.output.split(separator: "\n").filter { $0.contains("▌") }
    #expect(lines.count == 6 && Set(lines).count == 1)
    #expect(lines.first?.hasPrefix("█████ ") == true && lines.first?.hasSuffix("████") == true)
    let path = "/tmp/posd-mode-\(UInt32.random(in: 0 ... .max)).png"
    let picture = try await Posd.run(
      "scanner", "mode", "TD1100", "--to", "keyboard", "--png", path, "--socket", "/nonexistent/posd.sock")
    #expect(picture.exit == .code(0), "\(picture.errors)")
    #expect(try Posd.bytes(of: path).starts(with: [0x89, 0x50, 0x4E, 0x47]))
    Posd.remove(path)
    let none = try await Posd.run(
      "scanner", "mode", "DS2208", "--png", path, "--socket", "/nonexistent/posd.sock")
    #expect(none.exit == .code(1))
    #expect(none.errors.contains("not known"))
  }

  @Test @ReactorActor func `a connected scanner says its mode and a better one`() async throws {
    try await withPosd { posd in
      let front = try await posd.run("scanner", "mode", "front")
      #expect(front.exit == .code(0))
      #expect(front.output.contains("front: HID POS mode") && front.output.contains("the best mode that it has"))
      let hand = try await posd.run("scanner", "mode", "hand", "--json")
      #expect(hand.output.contains(#""mode":"keyboard""#) && hand.output.contains(#""better":"hidpos""#))
    }
  }

  @Test @ReactorActor func `scans are shown in detail, payment codes are not, and the verdict says what to change`()
    async throws
  {
    try await withPosd { posd in
      let good = try await run(
        ["scanner", "test", "front", "--count", "2"], scanning: [("front", "6901028075831")], on: posd)
      #expect(good.exit == .code(0), "\(good.errors)")
      #expect(good.output.contains("6901028075831  ean13  ]E0"))
      #expect(good.output.contains("36 39 30 31 30 32 38 30 37 35 38 33 31"))
      #expect(good.output.contains("ok: 2 scans, HID POS, AIM ids on"))
      let slow = try await run(
        ["scanner", "test", "hand", "--count", "1", "--json"], scanning: [("hand", "6901028075831")], on: posd)
      #expect(slow.exit == .code(0))
      #expect(slow.output.contains(#""verdict":"advice""#))
      #expect(slow.output.contains("noSymbology") && slow.output.contains("keyboardMode"))
      let secret = try await run(
        ["scanner", "test", "front", "--count", "1", "--json"], scanning: [("front", "134567890123456789")], on: posd)
      #expect(!secret.output.contains("134567890123456789") && secret.output.contains(#""text":"13…89""#))
      #expect(!secret.output.contains("31 33 34 35"))
      let shown = try await run(
        ["scanner", "test", "front", "--count", "1", "--show-secrets"], scanning: [("front", "134567890123456789")],
        on: posd)
      #expect(shown.output.contains("134567890123456789"))
    }
  }

  @Test @ReactorActor func `Ctrl-C ends a test with its verdict, and says by its exit code whether it read anything`()
    async throws
  {
    try await withPosd { posd in
      // What it does before its signals are its own is not asked for here: it ends without a verdict then.
      for scans in [true, false] {
        let client = try await PosClient.connect(to: [posd.socket])
        let environment = ["POSD_SOCKET=" + posd.socket]
        let ended = Recorder<Bool>()
        let pid = Recorder<pid_t>()
        async let command = Self.interruptible(environment, pid, ended)
        try await pid.wait(count: 1)
        try await Self.claimed("hand", by: client)
        if scans { _ = try await client.call(SimulatorScan(device: "hand", text: "4006381333931")) }
        // Again and again: one may come before the scan.
        for _ in 0..<600 where ended.values.isEmpty {
          try await Reactor.shared.sleep(for: .milliseconds(500))
          if ended.values.isEmpty { kill(-pid.values[0], SIGINT) }
        }
        let outcome = try await command
        client.close()
        #expect(outcome.exit == .code(scans ? 0 : 1), "\(outcome.errors)")
        if scans {
          #expect(outcome.output.contains("4006381333931  unknown"))
          #expect(outcome.output.contains("keyboard, 14 keys in "))
          #expect(outcome.output.contains("ok, but: 1 scan, keyboard"))
        } else {
          #expect(outcome.output.contains("not ok: 0 scans, keyboard\n  nothing was scanned"))
        }
      }
    }
  }

  @ReactorActor
  private static func interruptible(
    _ environment: [String], _ pid: Recorder<pid_t>, _ ended: Recorder<Bool>
  ) async throws -> Posd.Outcome {
    defer { ended.record(true) }
    return try await Posd.run(["scanner", "test", "hand"], environment: environment) { pid.record($0.pid) }
  }

  /// Waits until the test has claimed the scanner; it subscribes in the same breath.
  @ReactorActor
  private static func claimed(_ device: String, by client: PosClient) async throws {
    for _ in 0..<600 {
      if try await client.call(DeviceGet(device: device)).claimedBy != nil { break }
      try await Reactor.shared.sleep(for: .milliseconds(100))
    }
    try await Reactor.shared.sleep(for: .milliseconds(500))
  }

  @Test @ReactorActor func `the scanner that reads the code at hand is named`() async throws {
    try await withPosd { posd in
      let found = try await run(
        ["scanner", "identify", "--code", "4006381333931", "--json"], scanning: [("hand", "4006381333931")], on: posd)
      #expect(found.exit == .code(0), "\(found.errors)")
      #expect(found.output.contains(#""name":"hand""#) && found.output.contains(#""mode":"keyboard""#))
      let nobody = try await posd.run("scanner", "identify", "--timeout", "1")
      #expect(nobody.exit == .code(1))
      #expect(nobody.errors.contains("nobody has scanned the code"))
      #expect(nobody.output.contains("▌"))
      let wrong = try await posd.run("scanner", "identify", "--timeout", "0")
      #expect(wrong.exit == .code(64))
    }
  }

  @Test @ReactorActor func `a scanner beeps, reads and rests by command, or says why not`() async throws {
    try await withPosd { posd in
      let off = try await posd.run("scanner", "disable", "hand", "--json")
      #expect(off.exit == .code(0), "\(off.errors)")
      #expect(try await posd.run("scanner", "enable", "hand").exit == .code(0))
      // A keyboard takes no command.
      let beep = try await posd.run("scanner", "beep", "hand", "--bad")
      #expect(beep.exit == .code(1))
      #expect(beep.errors.contains("posd:"))
      #expect(try await posd.run("scanner", "trigger", "hand", "sideways").exit == .code(64))
      #expect(try await posd.run("scanner", "trigger", "receipt", "on").exit == .code(1))
      let which = try await posd.run("scanner", "beep")
      #expect(which.exit == .code(1) && which.errors.contains("there are 2 of class scanner"))
    }
  }

  @Test(arguments: [["test"], ["identify", "--code", "4711"], ["beep"]])
  @ReactorActor func `without a daemon they say so`(_ command: [String]) async throws {
    let answer = try await Posd.run(["scanner"] + command + ["--socket", "/nonexistent/posd.sock"])
    #expect(answer.exit == .code(2))
    #expect(answer.errors.contains("posd is not running"))
  }
}
