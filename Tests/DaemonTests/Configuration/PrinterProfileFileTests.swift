import EscPos
import Glibc
import PosModel
import Testing

@testable import Daemon

@Suite struct PrinterProfileFileTests {
  private func parse(_ profiles: String, _ text: String = "") throws -> Configuration {
    try Configuration.parse([("posd.toml", text)], profiles: [("own.toml", profiles)])
  }

  private func problems(_ profiles: String, _ text: String = "") -> [String] {
    do throws(ConfigurationError) {
      _ = try Configuration.parse([("posd.toml", text)], profiles: [("own.toml", profiles)])
      return []
    } catch {
      return error.problems.map(\.description)
    }
  }

  private let printer = "[[device]]\nclass = \"posPrinter\"\ntransport = \"tcp://192.0.2.10\"\n"

  @Test func `every key of the schema reads`() throws {
    let configuration = try parse(
      """
      [[profile]]
      id = "R80"
      vendor = "Acme"
      model = "R80"
      source = "tried on the counter"
      support = "supported"
      dots = 512
      dpi = 180
      dpi-along = 144
      paper = 80
      other-papers = { 58 = 360 }
      fonts = { a = "12x24", b = "9x17" }
      line-spacing = 32
      cutter-distance = 96
      cuts = ["partial"]
      red = true
      code-pages = { 0 = "cp437", 46 = "windows-1251" }
      multi-byte = "big5"
      multi-byte-mode = "offAtStart"
      four-byte = false
      utf8 = true
      image = "column"
      inline-columns = false
      logos = "numbered"
      barcodes = ["ean13"]
      symbols = ["qr"]
      page-mode = true
      buzzer = "bel"
      drawer-pins = [5]
      drawer-on = "60ms"
      drawer-off = "240ms"
      drawer-real-time = true
      real-time-status = true
      automatic-status = false
      in-order-status = true
      process-id = false
      clears-buffer = true
      reprints-after-paper-end = true
      usb = ["1234:ABCD"]
      names = ["R80"]
      quirks = ["esc-j-ignored"]
      """)
    let profile = try #require(configuration.printers.named("r80"))
    #expect(profile.vendor == "Acme" && profile.source == "tried on the counter" && profile.support == .supported)
    #expect(profile.dots == 512 && profile.dpi == 180 && profile.dpiAlong == 144 && profile.otherPapers == [58: 360])
    #expect(profile.lineSpacing == 32 && profile.cutterDistance == 96 && profile.cuts == [.partial] && profile.hasRed)
    #expect(profile.codePages == [0: "cp437", 46: "windows-1251"])
    #expect(profile.multiByte == PrinterProfile.MultiByte(encoding: "big5", mode: .offAtStart) && profile.takesUTF8)
    #expect(profile.imageCommand == .column && !profile.setsInlineColumns && profile.logos == .numbered)
    #expect(profile.barcodes == [.ean13] && profile.symbols == [.qr] && profile.hasPageMode)
    #expect(profile.buzzer == .bel)
    #expect(
      profile.drawerPins == [5] && profile.drawerOn == .milliseconds(60) && profile.drawerOff == .milliseconds(240))
    #expect(profile.kicksInRealTime == true && profile.status.realTime == true && profile.status.automatic == false)
    #expect(profile.status.inOrder == true && profile.status.processID == false && profile.status.clearsBuffer == true)
    #expect(profile.reprintsAfterPaperEnd)
    #expect(profile.usb == ["1234:abcd"] && profile.names == ["R80"] && profile.quirks == [.ignoresFeedDots])
  }

  @Test func `a profile may inherit a built-in one, or one that stands above`() throws {
    let printers = try parse(
      """
      [[profile]]
      id = "counter"
      inherits = "TM-T20II"
      code-pages = "xprinter"
      [[profile]]
      id = "kitchen"
      inherits = "counter"
      cuts = []
      """
    ).printers
    let kitchen = try #require(printers.named("kitchen"))
    #expect(kitchen.codePages[23] == "windows-1251")
    #expect(kitchen.status.processID == true)
    #expect(kitchen.cuts == [] && kitchen.usb == [] && kitchen.source == "own.toml")
    #expect(
      problems("[[profile]]\nid = \"a\"\ninherits = \"b\"\n[[profile]]\nid = \"b\"\ninherits = \"TM-T2OII\"\n") == [
        "own.toml:3: inherits \"b\", which is neither built in nor above",
        "own.toml:6: inherits \"TM-T2OII\", which is neither built in nor above; did you mean \"TM-T20II\"?",
      ])
  }

  @Test func `a built-in profile is changed under its own name`() throws {
    let printers = try parse("[[profile]]\nid = \"generic-80\"\ninherits = \"generic-80\"\ncutter-distance = 80\n")
      .printers
    #expect(printers.generic.cutterDistance == 80)
    #expect(printers.generic.cuts == [.full, .partial])
  }

  @Test func `errors name file, line and the nearest word`() {
    #expect(
      problems(
        """
        [[profile]]
        id = "x"
        inherits = "generic-80"
        cutter-distnace = 96
        image = "rastre"
        dots = 9
        quirks = ["esc-j-ignord"]
        code-pages = { 0 = "winows-1252" }
        drawer-pins = [3]
        fonts = { a = "12" }
        multi-byte = "sjis"
        drawer-on = "2s"
        """) == [
          "own.toml:4: unknown key \"cutter-distnace\"; did you mean \"cutter-distance\"?",
          "own.toml:5: image cannot be \"rastre\"; did you mean \"raster\"?",
          "own.toml:6: dots must be between 48 and 4096, not 9",
          "own.toml:7: quirks cannot be \"esc-j-ignord\"; did you mean \"esc-j-ignored\"?",
          "own.toml:8: code-pages does not know the page \"winows-1252\"; did you mean \"windows-1252\"?",
          "own.toml:9: drawer-pins must be [], [2], [5] or [2, 5]",
          "own.toml:10: fonts cannot have \"12\"; write width and height in dots: \"12x24\"",
          "own.toml:11: multi-byte cannot be \"sjis\"; it is one of gb18030, gbk, big5, shift-jis, ks-x-1001, none",
          "own.toml:12: drawer-on must be between 2ms and 510ms",
        ])
    #expect(
      problems("[[profile]]\nid = \"x\"\ninherits = \"generic-80\"\ncode-pages = \"xprintr\"\n")
        == ["own.toml:4: code-pages cannot be \"xprintr\"; did you mean \"xprinter\"?"])
    #expect(problems("[[profile]]\nmodel = \"x\"\ndots = 384\npaper = 58\n") == ["own.toml:1: [[profile]] needs an id"])
    #expect(
      problems("[[profile]]\nid = \"x\"\nmodel = \"x\"\ndots = 384\n")
        == ["own.toml:1: [[profile]] needs inherits, or paper"])
    #expect(
      problems(
        "[[profile]]\nid = \"x\"\ninherits = \"generic-58\"\n[[profile]]\nid = \"X\"\ninherits = \"generic-58\"\n")
        == ["own.toml:5: id \"X\" is given twice"])
    #expect(problems("[[device]]\nname = \"x\"\n") == ["own.toml:1: unknown key \"device\""])
  }

  @Test func `the profile of a device is one that there is`() throws {
    let own = "[[profile]]\nid = \"counter\"\ninherits = \"generic-80\"\n"
    #expect(problems(own, printer + "profile = \"counter\"\n") == [])
    #expect(problems("", printer + "profile = \"tm-t20ii\"\n") == [])
    #expect(
      problems("", printer + "profile = \"TM-T2OII\"\n")
        == ["posd.toml:4: profile \"TM-T2OII\" is not known; did you mean \"TM-T20II\"?"])
    #expect(
      problems("", printer + "profile = \"LaserJet\"\n")
        == [
          "posd.toml:4: profile \"LaserJet\" is not known; docs/printers.md lists the profiles, profiles.d adds to them"
        ])
    // A display has profiles of its own kind.
    #expect(
      problems("", "[[device]]\nclass = \"lineDisplay\"\nmatch = { port = \"1-1\" }\nprofile = \"LED8-A\"\n") == [])
    #expect(
      problems("", printer + "drawer-pins = [1]\n") == ["posd.toml:4: drawer-pins must be [], [2], [5] or [2, 5]"])
    #expect(problems("", printer + "columns = 3\n") == ["posd.toml:4: columns must be between 10 and 200, not 3"])
  }

  @Test func `the files of profiles.d are read in order, and their problems told with the others`() throws {
    var template = Array("/tmp/posd-profiles-XXXXXX".utf8CString)
    let folder = try #require(mkdtemp(&template).map { String(cString: $0) })
    let names = ["posd.toml", "profiles.d/10-a.toml", "profiles.d/20-b.toml"]
    defer {
      for name in names { unlink(folder + "/" + name) }
      rmdir(folder + "/profiles.d")
      rmdir(folder)
    }
    func write(_ name: String, _ text: String) throws {
      let file = try #require(fopen(folder + "/" + name, "w"))
      fputs(text, file)
      fclose(file)
    }
    mkdir(folder + "/profiles.d", 0o700)
    try write("posd.toml", printer + "profile = \"second\"\n")
    try write("profiles.d/20-b.toml", "[[profile]]\nid = \"second\"\ninherits = \"first\"\n")
    try write("profiles.d/10-a.toml", "[[profile]]\nid = \"first\"\ninherits = \"generic-58\"\n")
    #expect(try Configuration.load(path: folder + "/posd.toml").printers.named("second")?.columns() == 32)
    try write("profiles.d/10-a.toml", "[[profile]]\nid = \"first\"\ninherits = \"generic-85\"\n")
    do throws(ConfigurationError) {
      _ = try Configuration.load(path: folder + "/posd.toml")
      Issue.record("accepted")
    } catch {
      #expect(
        error.description
          == "\(folder)/profiles.d/10-a.toml:3: inherits \"generic-85\", which is neither built in nor above; "
          + "did you mean \"generic-58\"?")
    }
  }
}
