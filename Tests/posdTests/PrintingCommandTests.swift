import PosTesting
import Reactor
import Testing

/// The technician's commands on the simulated till, as a shell sees them.
@Suite struct PrintingCommandTests {
  private static let receipt =
    #"[{"text":"便民超市","align":"center"},{"row":["可乐",{"text":"3.50","width":"auto"}]},{"code2D":"posd"}]"#

  @ReactorActor
  private func withPosd(_ body: @ReactorActor (SimulatedPosd) async throws -> Void) async throws {
    let posd = try SimulatedPosd()
    do {
      try await posd.ready("receipt")
      try await body(posd)
    } catch {
      await posd.stop()
      throw error
    }
    await posd.stop()
  }

  @Test @ReactorActor func `every kind of content is printed, its kind told by the file's name or by the option`()
    async throws
  {
    try await withPosd { posd in
      let receipt = try posd.file("r.json", Self.receipt)
      let markup = try posd.file("m.receipt", "^^^posd\n")
      let bytes = try posd.file("x.bin", "raw\n\u{1D}V\u{01}")
      let text = try posd.file("t.txt", "text\n")
      let orders = [
        ["--file", receipt], ["--receipt", receipt], ["--file", markup], ["--markup", markup], ["--file", bytes],
        ["--raw", bytes], ["--file", text], ["words"],
      ]
      for order in orders {
        let answer = try await Posd.run(
          ["print", "-p", "receipt"] + order, environment: ["POSD_SOCKET=" + posd.socket])
        #expect(answer.exit == .code(0), "\(order) \(answer.errors)")
        #expect(answer.output.contains("printed (confirmed)"))
      }
      let named = try await posd.run(
        "print", "-p", "receipt", "--copy-name", "商户联", "--copy-name", "顾客联", "--policy", "atLeastOnce", "--priority",
        "rush", "--ttl", "60", "--key", "k1", "x")
      #expect(named.exit == .code(1) || named.output.contains("copy 2 顾客联 printed"), "\(named.output)")
      let preview = try await posd.run("print", "-p", "receipt", "--preview", "hello")
      #expect(preview.exit == .code(0))
      #expect(preview.output == "hello\n[cut]\n")
      let jobs = try await posd.run("jobs", "--json")
      #expect(!jobs.output.contains("hello"))
    }
  }

  @Test @ReactorActor func `printers are shown with what they can prove, tested, and explained`() async throws {
    try await withPosd { posd in
      let status = try await posd.run("printer", "status", "receipt", "--json")
      #expect(status.exit == .code(0))
      #expect(status.output.contains(#""upos":[12,26,2001]"#))
      let all = try await posd.run("printer")
      #expect(all.output.contains("simulated") && all.output.contains("kitchen"))
      let page = try await posd.run("printer", "test", "receipt")
      #expect(page.exit == .code(0), "\(page.errors)")
      let why = try await posd.run("printer", "profile", "--printer", "receipt")
      #expect(why.output.contains("simulated: the printer is one of the simulated till"))
      let nobody = try await posd.run("printer", "status", "nobody")
      #expect(nobody.exit == .code(1))
      #expect(nobody.errors.contains("there is no device"))
    }
  }

  @Test @ReactorActor func `what is learned of a printer is kept and in force, until it is forgotten`() async throws {
    try await withPosd { posd in
      let learned = try await posd.run(
        "printer", "learn", "receipt", "--yes", "--json", "--answers", "hanzi=no,columns=42,cut=no")
      #expect(learned.exit == .code(0), "\(learned.errors)")
      #expect(learned.output.contains(#""columns":42"#))
      try await posd.ready("receipt")
      let facts = try await posd.run("printer", "profile", "--printer", "receipt", "--json")
      #expect(facts.output.contains(#""dots":"504""#), "\(facts.output)")
      #expect(facts.output.contains(#""multi-byte":"\"none\"""#))
      #expect(facts.output.contains(#""cuts":"[]""#))
      let forgotten = try await posd.run("printer", "learn", "receipt", "--forget")
      #expect(forgotten.output.contains("nothing is kept"))
      try await posd.ready("receipt")
      let again = try await posd.run("printer", "profile", "--printer", "receipt", "--json")
      #expect(again.output.contains(#""dots":"576""#))
      let refused = try await posd.run("printer", "learn", "receipt", "--answers", "colour=yes")
      #expect(refused.exit == .code(64))
    }
  }

  @Test @ReactorActor func `the number of a code page is learned from the paper, and the model from the printer`()
    async throws
  {
    try await withPosd { posd in
      let learned = try await posd.run(
        "printer", "learn", "receipt", "--yes", "--json", "--code-page", "cp866", "--answers", "windows-1252=6,cut=yes")
      #expect(learned.exit == .code(0), "\(learned.errors)")
      #expect(learned.output.contains(#""codePages":{"windows-1252":6}"#), "\(learned.output)")
      #expect(learned.output.contains(#""model":"TM-T20II""#))
      try await posd.ready("receipt")
      let facts = try await posd.run("printer", "profile", "--printer", "receipt", "--json")
      #expect(facts.output.contains(#"6 = \"windows-1252\""#), "\(facts.output)")
      let refused = try await posd.run("printer", "learn", "receipt", "--yes", "--code-page", "gb18030")
      #expect(refused.exit == .code(64) && refused.errors.contains("there is no code page"))
    }
  }

  @Test @ReactorActor func `a logo is stored, listed, printed and deleted`() async throws {
    try await withPosd { posd in
      let receipt = try posd.file("r.json", Self.receipt)
      let picture = posd.folder + "/p.png"
      #expect(try await Posd.run("preview", receipt, "--png", picture).exit == .code(0))
      let stored = try await posd.run("printer", "logo", "store", "receipt", "L1", picture, "--width", "128")
      #expect(stored.output.contains("stored as L1, 128×"), "\(stored.errors)")
      #expect(try await posd.run("printer", "logo", "list", "receipt").output == "L1\n")
      #expect(try await posd.run("printer", "logo", "print", "receipt", "L1").exit == .code(0))
      let unknown = try await posd.run("printer", "logo", "print", "receipt", "ZZ")
      #expect(unknown.exit == .code(1) && unknown.errors.contains("keeps no logo ZZ"), "\(unknown.errors)")
      #expect(unknown.errors.contains("it keeps L1"))
      let absent = try await posd.run("printer", "logo", "delete", "receipt", "ZZ")
      #expect(absent.exit == .code(1) && absent.errors.contains("keeps no logo ZZ"), "\(absent.errors)")
      #expect(try await posd.run("printer", "logo", "delete", "receipt", "L1").exit == .code(0))
      #expect(try await posd.run("printer", "logo", "list", "receipt").output == "")
      let key = try await posd.run("printer", "logo", "store", "receipt", "long", picture)
      #expect(key.exit == .code(1))
      #expect(key.errors.contains("two ASCII characters"))
    }
  }

  @Test @ReactorActor func `jobs are listed, shown, resolved and cancelled`() async throws {
    try await withPosd { posd in
      _ = try await posd.run("print", "-p", "receipt", "--title", "table 7", "x")
      let list = try await posd.run("jobs", "--state", "printed")
      let job = try #require(list.output.split(separator: "\n").last?.split(separator: " ").first.map(String.init))
      #expect(list.output.contains("table 7"))
      #expect(try await posd.run("jobs", "--attention").output == "no jobs\n")
      #expect(try await posd.run("jobs", "show", job).output.contains("policy atMostOnce"))
      let reprint = try await posd.run("jobs", "resolve", job, "reprint")
      #expect(reprint.exit == .code(0), "\(reprint.errors)")
      #expect(try await posd.run("jobs", "resolve", job, "perhaps").exit == .code(64))
      let cancelled = try await posd.run("jobs", "cancel", "01JD")
      #expect(cancelled.exit == .code(1))
      #expect(cancelled.errors.contains("no such job"))
      #expect(try await posd.run("jobs", "--limit", "0").exit == .code(64))
    }
  }

  @Test @ReactorActor func `a second daemon on the same state folder ends, and names the first`() async throws {
    try await withPosd { posd in
      let second = try await Posd.run([
        "run", "--simulate", "--socket", posd.folder + "/second.sock", "--state-dir", posd.folder, "--config",
        posd.folder + "/posd.toml",
      ])
      #expect(second.exit == .code(1))
      #expect(
        second.errors.contains("another posd keeps its print jobs in \(posd.folder): process "), "\(second.errors)")
      #expect(second.errors.contains("--state-dir"))
    }
  }

  @Test @ReactorActor func `the level of a drawer's sensor is kept`() async throws {
    try await withPosd { posd in
      let kept = try await posd.run("drawer", "learn", "till-drawer", "--open-level", "high")
      #expect(kept.output == "kept: open is high\n", "\(kept.errors)")
      try await posd.ready("till-drawer")
      let alone = try await posd.run("drawer", "learn", "till-drawer")
      #expect(alone.exit == .code(1))
      #expect(try await posd.run("drawer", "learn", "till-drawer", "--forget").output == "nothing is kept\n")
    }
  }

  @Test @ReactorActor func `a preview needs no daemon, and tells unknown and unfinished commands with their place`()
    async throws
  {
    let posd = try SimulatedPosd()
    await posd.stop()
    let broken = Posd.root + "/Tests/posdTests/Support/broken.bin"
    let preview = try await Posd.run("preview", broken)
    #expect(preview.exit == .code(0))
    #expect(preview.output == "hi\n")
    #expect(preview.errors.contains("at byte 3: 1D 99"))
    #expect(preview.errors.contains("the command at byte 5 is not complete"))
    let wrong = try await Posd.run("preview", broken, "--profile", "TM-T20I")
    #expect(wrong.exit == .code(1))
    #expect(wrong.errors.contains("did you mean"))
    #expect(try await Posd.run("preview", broken, "--scale", "9").exit == .code(64))
  }

  @Test @ReactorActor func `markup that is left out is told by print and by preview`() async throws {
    try await withPosd { posd in
      let markup = try posd.file("m.receipt", "{code:123;option:ean}")
      for order in [["print", "-p", "receipt", "--file", markup], ["preview", markup]] {
        let answer = try await Posd.run(order, environment: ["POSD_SOCKET=" + posd.socket])
        #expect(answer.exit == .code(0), "\(answer.errors)")
        #expect(answer.errors.contains("markup-ignored: line 1, column 7: the code is left out"), "\(answer.errors)")
      }
    }
  }

  @Test @ReactorActor func `profiles are found by their id and by a word`() async throws {
    let one = try await Posd.run("printer", "profile", "tm-t20ii")
    #expect(one.output.contains("[[profile]]\nid = \"TM-T20II\""))
    #expect(one.output.contains("dots = 576"))
    let many = try await Posd.run("printer", "profile", "epson")
    #expect(many.output.contains("TM-T88V"))
    #expect(try await Posd.run("printer", "profile", "nosuch").exit == .code(1))
  }
}
