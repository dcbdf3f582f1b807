import Testing
import TextEncodings

@testable import EscPos

@Suite struct PrinterProfileTests {
  @Test func `the table reads without a complaint`() {
    #expect(PrinterTable.builtIn.problems == [])
    #expect(PrinterProfile.all.count >= 90)
  }

  @Test func `a line that does not read is told, and the others stay`() {
    let table = PrinterTable(
      "%pages;p;0=cp437\nA;;dots=384;paper=58\nB;C;dots=1\nD;;nonsense=1\nE;A;dots=x\nF;A;usb=1\nG")
    #expect(table.profiles.map(\.id) == ["A"])
    #expect(table.problems.count == 5)
  }

  @Test(arguments: PrinterProfile.all)
  func `every profile is sane`(_ profile: PrinterProfile) {
    #expect(!profile.model.isEmpty && !profile.source.isEmpty)
    #expect((320...640).contains(profile.dots))
    #expect([58, 76, 80].contains(profile.paper))
    #expect((160...203).contains(profile.dpi))
    // The print area is on the paper.
    #expect(profile.dots * 254 <= profile.paper * profile.dpi * 10)
    #expect((30...48).contains(profile.columns()), "\(profile.columns())")
    #expect(profile.fonts[.a] != nil)
    #expect(profile.codePages[0] == "cp437")
    #expect(profile.cuts.isEmpty ? profile.cutterDistance == nil : true)
    #expect(profile.drawerPins.isSubset(of: [2, 5]))
    #expect(profile.otherPapers.allSatisfy { $0.value < profile.dots && $0.key != profile.paper })
    for page in profile.codePages.values { #expect(TextEncoding.names.contains(page), "\(page)") }
    if let encoding = profile.multiByte?.encoding { #expect(TextEncoding.names.contains(encoding)) }
    // Nobody has tried any of them yet.
    #expect(profile.support == .shouldwork)
  }

  @Test func `ids are unique and found in any case`() {
    let ids = PrinterProfile.all.map { $0.id.lowercased() }
    #expect(Set(ids).count == ids.count)
    #expect(PrinterProfile.named("tm-t20ii")?.id == "TM-T20II")
    #expect(PrinterProfile.named("TM-T20") != PrinterProfile.named("TM-T20II"))
    #expect(PrinterProfile.named("epson-80") == nil, "families are no profiles")
    #expect(PrinterProfile.named("") == nil)
  }

  @Test func `the nearest id is named for a misspelt one`() {
    #expect(PrinterProfile.nearest(to: "TM-T2OII") == "TM-T20II")
    #expect(PrinterProfile.nearest(to: "generic80") == "generic-80")
    #expect(PrinterProfile.nearest(to: "laserjet") == nil)
  }

  @Test func `the generic profile prints 48 columns and 24 hanzi`() {
    let generic = PrinterProfile.generic
    #expect(generic.id == "generic-80")
    #expect(generic.columns() == 48)
    #expect(generic.multiByte == PrinterProfile.MultiByte(encoding: "gb18030", mode: .onAtStart))
    #expect(generic.status == PrinterProfile.StatusAbilities(), "nothing is known of its answers")
    #expect(generic.cuts == [.full, .partial])
    #expect(generic.drawerPins == [2, 5])
  }

  @Test func `what a child says stands over its parent, and how the parent is recognised is left behind`() throws {
    let parent = try #require(PrinterProfile.named("TM-T70II"))
    let child = try #require(PrinterProfile.named("TM-T70II-TW"))
    #expect(parent.multiByte == nil)
    #expect(child.multiByte?.encoding == "big5")
    #expect((parent.dots, parent.columns()) == (512, 42))
    #expect((child.dots, child.columns()) == (576, 48))
    #expect(child.codePages == parent.codePages)
    #expect(child.names.isEmpty && child.usb.isEmpty)
    #expect(parent.status.processID == true)
    #expect(child.reprintsAfterPaperEnd == parent.reprintsAfterPaperEnd)
    #expect(child.kicksInRealTime == nil, "unknown stays unknown")
  }

  @Test func `only models sold with another firmware in Japan, Taiwan and Korea start in their encodings`() throws {
    let japanese = try #require(PrinterProfile.named("TM-T88V-JP")?.multiByte)
    #expect(japanese == PrinterProfile.MultiByte(encoding: "shift-jis", mode: .offAtStart))
    #expect(PrinterProfile.named("TM-T88V-KR")?.multiByte?.encoding == "ks-x-1001")
    #expect(PrinterProfile.named("TM-T88V")?.multiByte == nil)
    #expect(PrinterProfile.named("generic-58-western")?.multiByte == nil)
  }

  @Test func `an impact printer sets red and columns of eight dots, and no picture by raster`() throws {
    let impact = try #require(PrinterProfile.named("TM-U220"))
    #expect(impact.hasRed)
    #expect(impact.imageCommand == .column8)
    #expect(impact.columns(.a) == 33)
    #expect(impact.columns(.b) == 40)
    #expect(impact.dpiAlong == 144)
  }
}
