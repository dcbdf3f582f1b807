import Drivers
import EscPos
import Glibc
import PosModel
import PosProtocol
import Reactor
import Testing

@testable import Daemon

@ReactorActor
@Suite struct LearnedTests {
  private func abilities(_ device: String) -> LearnedAbilities {
    var abilities = LearnedAbilities(device: device, learnedAt: "2026-11-26T09:00:00.000Z")
    abilities.columns = 42
    abilities.takesFourByte = false
    abilities.codePages = ["cp866": 17]
    return abilities
  }

  @Test func `what was learned is there again after a restart`() async throws {
    let folder = try JobFolder()
    let store = try LearnedStore(path: folder.path + "/learned.json")
    var seen: [Learned] = []
    store.changed = { seen.append($0) }
    try await store.set(abilities("printer-a"), of: "printer-a")
    let drawer = LearnedDrawer(device: "drawer-a", learnedAt: "2026-11-26T09:00:00.000Z", openLevel: .low)
    try await store.set(drawer, of: "drawer-a")
    #expect(seen.count == 2)
    let again = try LearnedStore(path: folder.path + "/learned.json")
    #expect(again.learned == store.learned)
    #expect(again.learned.printers["printer-a"] == abilities("printer-a"))
    #expect(again.learned.drawers["drawer-a"] == drawer)
    try await again.set(nil as LearnedAbilities?, of: "printer-a")
    #expect(try LearnedStore(path: folder.path + "/learned.json").learned.printers.isEmpty)
  }

  @Test(arguments: ["", "{", "[]", #"{"version":2,"printers":[],"drawers":[]}"#])
  func `a file that is not understood is refused and left alone`(_ text: String) throws {
    let folder = try JobFolder()
    let path = folder.path + "/learned.json"
    let file = try #require(fopen(path, "w"))
    fputs(text, file)
    fclose(file)
    #expect(throws: PosError.self) { try LearnedStore(path: path) }
    #expect(access(path, F_OK) == 0)
  }

  @Test func `what was learned stands over the profile, and the configuration over both`() throws {
    func plan(_ keys: String) throws -> UnitPlan? {
      let text = "[[device]]\nclass = \"posPrinter\"\ntransport = \"tcp://192.0.2.10\"\nprofile = \"TM-T20II\"\n" + keys
      let configuration = try Configuration.parse([("posd.toml", text)])
      var planner = UnitPlanner(
        configuration: configuration, drivers: builtinDrivers, choose: DriverChoice.fromDatabase)
      planner.learned.printers["printer-tcp-192.0.2.10-9100"] = abilities("printer-tcp-192.0.2.10-9100")
      planner.learned.drawers["drawer-tcp-192.0.2.10-9100"] = LearnedDrawer(
        device: "drawer-tcp-192.0.2.10-9100", learnedAt: "", openLevel: .low)
      return planner.plans(for: [], knownAs: [:], seen: []).first
    }
    let learned = try #require(try plan(""))
    #expect(learned.settings.profile?.columns() == 42)
    #expect(learned.settings.profile?.codePages[17] == "cp866")
    #expect(learned.settings.drawerOpenLevel == .low)
    #expect(learned.profileOrigin == .configuration)
    let told = try #require(try plan("columns = 32\ndrawer-open-level = \"high\"\n"))
    #expect(told.settings.profile?.columns() == 32)
    #expect(told.settings.drawerOpenLevel == .high)
  }

  @Test(arguments: [8, 20, 32, 42, 48, 64]) func `the ruler is as wide as the line, with a bar at its end`(
    _ columns: Int
  ) {
    let ruler = LearnedSample.ruler(columns)
    #expect(ruler.utf8.count == columns)
    #expect(ruler.last == "|")
  }

  @Test func `the test page fits every profile, and no printer is sent what it does not know`() throws {
    for profile in PrinterProfile.all {
      let page = try TestPage(profile: profile, name: "receipt").document.checked()
      let composition = try ReceiptLayout(profile: profile).compose(page)
      let artwork = composition.artwork.map { _ in Bitmap(width: 8, height: 8) }
      let bytes = try ReceiptEncoder(profile: profile).encode(composition, artwork: artwork)
      let paper = PaperPreview(of: bytes, profile: profile)
      #expect(paper.unknown == [], "\(profile.id)")
      #expect(paper.cutOff == nil, "\(profile.id)")
      #expect(paper.lines.text.contains("Width: \(profile.columns())"), "\(profile.id)")
    }
  }
}
