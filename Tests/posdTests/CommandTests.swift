import PosTesting
import Reactor
import Testing

@Suite struct CommandTests {
  @Test @ReactorActor func `the demonstration plays a whole sale and ends well`() async throws {
    let demo = try await Posd.run("demo")
    #expect(demo.exit == .code(0))
    #expect(demo.errors == "")
    for part in ["6901028075831  ean13", "printed (confirmed)", "drawer open (kick)", "drawer closed", "谢谢惠顾", "[cut]"]
    {
      #expect(demo.output.contains(part), "without \(part)")
    }
    // Nobody looks at it on a terminal, so there is no colour.
    #expect(!demo.output.contains("\u{1B}"))
  }

  @Test @ReactorActor func `the rules that are installed are those of the device database`() async throws {
    let rules = try await Posd.run("rules")
    #expect(rules.exit == .code(0))
    #expect(rules.output == (try Posd.file("udev/72-posd.rules")))
  }

  @Test(
    arguments: [
      ["devices"], ["status"], ["monitor"], ["print", "x"], ["drawer", "open"], ["device", "front"], ["kitchen"],
    ])
  @ReactorActor func `without a daemon a command says so and what to do`(_ command: [String]) async throws {
    let line = command + ["--socket", "/nonexistent/posd.sock"]
    let answer =
      switch line.count {
      case 3: try await Posd.run(line[0], line[1], line[2])
      default: try await Posd.run(line[0], line[1], line[2], line[3])
      }
    #expect(answer.exit == .code(2))
    #expect(answer.output == "")
    #expect(answer.errors.contains("posd is not running"))
  }

  @Test @ReactorActor func `wrong usage is told with the right one`() async throws {
    let nothing = try await Posd.run("print")
    #expect(nothing.exit == .code(64))
    #expect(nothing.errors.contains("Usage: posd print"))
    let unknown = try await Posd.run("devices", "--class", "toaster")
    #expect(unknown.exit == .code(64))
    #expect(unknown.errors.contains("lineDisplay"))
  }

  @Test @ReactorActor func `a good configuration is called good, and each error of a bad one has its line`()
    async throws
  {
    let good = try await Posd.run("config", "check", Posd.root + "/docs/posd.toml.example")
    #expect(good.exit == .code(0))
    let bad = try await Posd.run("config", "check", Posd.root + "/Tests/posdTests/Support/bad.toml", "--json")
    #expect(bad.exit == .code(1))
    #expect(bad.output.contains("bad.toml:2:"))
    #expect(bad.output.contains("line-limit"))
    #expect(bad.output.contains("bad.toml:5:"))
  }

  @Test @ReactorActor func `the shells get their completions`() async throws {
    for shell in ["bash", "zsh", "fish"] {
      let script = try await Posd.run("completions", shell)
      #expect(script.exit == .code(0))
      #expect(script.output.contains("monitor"))
    }
  }

  @Test @ReactorActor func `a daemon that cannot keep jobs does not start, and says what to do`() async throws {
    let refused = try await Posd.run(
      "run", "--simulate", "--socket", "/tmp/posd-never.sock", "--state-dir", "/proc/nowhere")
    #expect(refused.exit == .code(1))
    #expect(refused.errors.contains("--state-dir"))
  }
}
