import PosModel
import Testing

@testable import EscPos

@Suite struct PrinterProfileWithTests {
  private let generic = PrinterProfile.generic

  private func named(_ id: String) throws -> PrinterProfile {
    try #require(PrinterProfile.named(id))
  }

  @Test func `an encoding of many bytes takes the place of the profile's`() throws {
    let big5 = generic.with(encoding: "Big5")
    #expect(big5.multiByte == PrinterProfile.MultiByte(encoding: "big5", mode: .onAtStart))
    #expect(big5.codePages == generic.codePages)
    #expect(generic.with(encoding: "shift-jis").multiByte?.mode == .offAtStart)
    #expect(try named("TM-T88V").with(encoding: "gb2312").multiByte?.encoding == "gbk")
    let four = generic.with(encoding: "gb18030-4byte")
    #expect(four.multiByte?.encoding == "gb18030")
    #expect(four.takesFourByte)
    #expect(!four.with(encoding: "big5").takesFourByte)
  }

  @Test func `a page makes it a printer without hanzi that takes this page first`() {
    let western = generic.with(encoding: "cp858")
    #expect(western.multiByte == nil)
    #expect(western.preferredPage == "cp858")
    #expect(western.codePages == generic.codePages)
    // 46 is Epson's number of windows-1251.
    #expect(generic.with(encoding: "windows-1251").codePages[46] == "windows-1251")
    #expect(generic.with(encoding: "martian").codePages == generic.codePages)
  }

  @Test func `columns narrow the area or the letters`() throws {
    let narrow = generic.with(columns: 42)
    #expect((narrow.dots, narrow.columns()) == (504, 42))
    let wide = try named("TM-T88V").with(columns: 48)
    #expect((wide.dots, wide.columns()) == (512, 51))
    #expect(generic.with(columns: 0) == generic)
    #expect(generic.with(columns: .max).columns() == 576)
  }

  @Test func `narrow paper has the dots of the profile, or the usual ones`() throws {
    #expect(generic.with(paper: 58).columns() == 32)
    #expect(try named("TM-T20II").with(paper: 58).dots == 420)
    #expect(try named("TM-T88V").with(paper: 58).dots == 360)
    #expect(try named("RP326").with(paper: 57).dots == 376)
    #expect(generic.with(paper: 58).with(paper: 80).dots == 384, "never more than the head has")
    #expect(generic.with(paper: 112).dots == 576)
    #expect(generic.with(paper: 0) == generic)
  }

  @Test func `the fonts that the printer names decide on its hanzi`() throws {
    let western = try named("TM-T88V")
    #expect(western.with(fontLanguage: "CHINA GB18030").multiByte?.encoding == "gb18030")
    #expect(western.with(fontLanguage: "TAIWAN BIG-5").multiByte?.encoding == "big5")
    #expect(western.with(fontLanguage: "KANJI JAPANESE").multiByte?.mode == .offAtStart)
    #expect(western.with(fontLanguage: "THAI 3 PASS") == western)
    #expect(western.with(fontLanguage: "") == western)
  }

  @Test func `what was learned stands over the model, what was not tried stays`() throws {
    var learned = LearnedAbilities(device: "printer-x", learnedAt: "2026-11-26T07:00:00.000Z")
    #expect(generic.applying(learned) == generic)
    learned.answersRealTime = true
    learned.answersProcessID = false
    learned.paintsHanzi = false
    learned.takesFourByte = true
    learned.columns = 42
    learned.codePages = ["cp866": 7, "windows-1251": 6]
    learned.hasCutter = false
    let profile = generic.applying(learned)
    #expect(profile.status.realTime == true)
    #expect(profile.status.automatic == nil)
    #expect(profile.status.processID == false)
    #expect(profile.multiByte == nil)
    #expect(!profile.takesFourByte, "four bytes of what it does not paint")
    #expect(profile.columns() == 42)
    #expect(profile.codePages[7] == "cp866")
    #expect(profile.codePages[17] == nil, "17 was cp866 by the model")
    #expect(profile.cuts.isEmpty && profile.cutterDistance == nil)
  }

  @Test func `hanzi that were seen on paper are used`() throws {
    var learned = LearnedAbilities(device: "printer-x", learnedAt: "2026-11-26T07:00:00.000Z")
    learned.paintsHanzi = true
    learned.hanziEncoding = "big5"
    learned.hasCutter = true
    let western = try named("generic-58-western")
    #expect(western.applying(learned).multiByte?.encoding == "big5")
    #expect(western.applying(learned).cuts == [.partial])
    learned.hanziEncoding = nil
    #expect(western.applying(learned).multiByte?.encoding == "gb18030")
    #expect(generic.applying(learned).cuts == generic.cuts)
  }
}
