import Glibc
import PosTesting
import Reactor
import Testing

/// What the commands say when they are asked for what is not there.
@Suite struct RefusalTests {
  @Test @ReactorActor func `with --json a refusal is an object on standard output`() async throws {
    let offline = try await Posd.run("devices", "--json", "--socket", "/nonexistent/posd.sock")
    #expect(offline.exit == .code(2))
    #expect(offline.errors == "")
    #expect(
      offline.output.hasPrefix(#"{"error":{"code":"offline","message":"posd is not running"#), "\(offline.output)")
    let unknown = try await Posd.run("printer", "profile", "nosuch", "--json")
    #expect(unknown.exit == .code(1))
    #expect(unknown.output.hasPrefix(#"{"error":{"code":"illegal","#) && unknown.output.contains(#""remedy":"#))
    let rules = try await Posd.run("rules", "--json", "--config", Posd.root + "/Tests/posdTests/Support/bad.toml")
    #expect(rules.exit == .code(1))
    #expect(rules.output.hasPrefix(#"{"error":{"#) && rules.errors == "")
  }

  @Test @ReactorActor func `an unknown option is told, also where the text is missing`() async throws {
    let unknown = try await Posd.run("print", "--foo", "-p", "receipt")
    #expect(unknown.exit == .code(64))
    #expect(unknown.errors.contains("Unknown option '--foo'"), "\(unknown.errors)")
    let nothing = try await Posd.run("print", "-p", "receipt")
    #expect(nothing.exit == .code(64))
    #expect(nothing.errors.contains("give a text or one of --file") && nothing.errors.contains("Usage: posd print"))
  }

  @Test @ReactorActor func `nothing to print is refused before the daemon is asked`() async throws {
    // Standard input is /dev/null.
    for order in [["-f", "-"], ["-f", "/dev/null"], ["--raw", "/dev/null"], [""], ["", ""]] {
      let answer = try await Posd.run(["print", "--socket", "/nonexistent/posd.sock", "-p", "receipt"] + order)
      #expect(answer.exit == .code(1))
      #expect(answer.errors.contains("there is nothing to print"), "\(order): \(answer.errors)")
    }
    let posd = try SimulatedPosd()
    let empty = try await Posd.run(
      "print", "--socket", "/nonexistent/posd.sock", "-f", try posd.file("r.json", #"{"receipt":[]}"#))
    #expect(empty.exit == .code(1) && empty.errors.contains("r.json is empty"), "\(empty.errors)")
    await posd.stop()
    let blank = try await Posd.run("print", "--socket", "/nonexistent/posd.sock", " ")
    #expect(blank.exit == .code(2))
  }

  @Test(.enabled(if: access("/etc/posd/posd.toml", F_OK) != 0))
  @ReactorActor func `a machine without a configuration is as good as one with a good one`() async throws {
    let none = try await Posd.run("config", "check")
    #expect(none.exit == .code(0))
    #expect(none.output.contains("posd works without one"))
    #expect(try await Posd.run("config", "check", "/etc/posd/posd.toml").exit == .code(1))
  }

  @Test @ReactorActor func `an order's file that is not there is no wrong order`() async throws {
    let posd = try SimulatedPosd()
    try await posd.ready("receipt")
    let order = try await posd.run("kitchen", "order", "/nonexistent/order.json")
    #expect(order.exit == .code(1))
    #expect(order.errors.contains("posd: cannot read /nonexistent/order.json"), "\(order.errors)")
    let printer = try await posd.run("print", "-p", "nope", "--json", "x")
    #expect(printer.exit == .code(1))
    #expect(printer.output.contains(#""code":"noSuchDevice""#))
    #expect(printer.output.contains("there are: ") && printer.output.contains("kitchen, receipt"))
    #expect(!printer.output.contains("front") && !printer.output.contains("drawer"), "\(printer.output)")
    await posd.stop()
  }

  @Test @ReactorActor func `a file may hold the content as it is on the socket`() async throws {
    let posd = try SimulatedPosd()
    for (content, paper) in [
      (#"{"receipt":["谢谢"]}"#, "谢谢"), (#"{"markup":"a |"}"#, "a"), (#"{"text":"a"}"#, "a"), (#"["a"]"#, "a"),
    ] {
      let preview = try await Posd.run("preview", try posd.file("r.json", content))
      #expect(preview.exit == .code(0), "\(preview.errors)")
      #expect(preview.output.hasPrefix(paper), "\(content): \(preview.output)")
    }
    for (content, why) in [
      (#"{"receipt":[{"txt":"a"}]}"#, "receipt[0]: names no element"), (#"{"recipt":["a"]}"#, "exactly one member"),
      (#"{"raw":"%"}"#, "raw"), ("{", "is not JSON"),
    ] {
      let preview = try await Posd.run("preview", try posd.file("r.json", content))
      #expect(preview.exit == .code(1))
      #expect(preview.errors.contains(why), "\(content): \(preview.errors)")
    }
    await posd.stop()
  }
}
