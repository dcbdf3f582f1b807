import Drivers
import EscPos
import PosModel
import TextEncodings

extension ConfiguredDevice {
  /// nil when it cannot be found by what it says; the reasons are in the reader's list.
  init?(reading table: TableReader, printers: PrinterCatalogue) {
    var table = table
    let name = table.text("name")
    let `class` = table.word("class", of: DeviceClass.allCases)
    let profile = table.text("profile")
    var driver = table.word(
      "driver", of: builtinDrivers.map { Word(rawValue: $0.name) } + [Word(rawValue: ConfiguredMatch.noDriver)])?
      .rawValue
    let match = table.table("match")
    let transport = table.text("transport")
    let encoding = table.word("encoding", of: TextEncoding.names.map { Word(rawValue: $0) })?.rawValue
    let keyboard = ConfiguredKeyboard(reading: &table)
    let columns = table.number("columns", in: 10...200)
    let paper = table.number("paper", in: 20...216)
    let drawerPins = table.numbers("drawer-pins")
    let drawer = DrawerKeys(reading: &table)
    let framing = table.word("framing", of: DriverSettings.Framing.allCases)
    let maker = table.word("maker", of: ScannerMaker.allCases)
    let codeIDs = table.word("code-ids", of: DriverSettings.CodeIDs.allCases)
    let quirks = table.texts("quirks")
    if let name, !Self.isUsable(name: name) {
      table.fail("name", "must be 1 to 64 characters without spaces at the ends and control characters")
    }

    if let drawerPins, !drawerPins.allSatisfy({ $0 == 2 || $0 == 5 }) {
      table.fail("drawer-pins", "must be [], [2], [5] or [2, 5]")
    }
    if let profile, `class` != .lineDisplay, driver == nil || driver == EscPosPrinter.name {
      Self.check(profile: profile, printers, table)
    }

    var attachment: Attachment?
    switch (match, transport) {
    case (let match?, nil):
      attachment = Self.read(match: match, table).map { .match($0) }
    case (nil, let transport?):
      do throws(PosError) {
        attachment = try ConfiguredTransport.parse(transport)
      } catch {
        table.fail("transport", error.message + (error.remedy.map { "; \($0)" } ?? ""))
      }
      if case .evdev? = attachment, `class` != .scanner, driver != HIDKeyboardScanner.name {
        table.fail("transport", "is a keyboard, and its device a scanner; write class = \"scanner\"")
      }
      if `class` == nil, driver == nil, !table.has("class"), !table.has("driver") {
        table.fail("a device with transport needs a class")
      }
    default:
      if !table.has("match"), !table.has("transport") { table.fail("[[device]] needs match or transport") }
      if match != nil, transport != nil { table.fail("transport", "and match exclude each other") }
    }
    drawer.check(`class`, &driver, attachment, table)
    table.finish()
    guard var attachment else { return nil }
    if case .match(var match) = attachment {
      match.class = `class`
      match.driver = driver
      match.profile = profile
      attachment = .match(match)
    }
    self.init(attachment, name: name, class: `class`)
    self.driver = driver
    self.profile = profile
    self.encoding = encoding
    self.columns = columns
    self.paper = paper
    self.drawerPins = drawerPins.map { Set($0) }
    self.keyboard = keyboard
    self.framing = framing
    self.maker = maker
    self.codeIDs = codeIDs
    drawer.apply(to: &self)
    self.quirks = Set(quirks ?? [])
  }

  private static func check(profile: String, _ printers: PrinterCatalogue, _ table: TableReader) {
    if printers.named(profile) != nil { return }
    if let near = printers.nearest(to: profile) {
      table.fail("profile", "\"\(profile)\" is not known; did you mean \"\(near)\"?")
    } else {
      table.fail("profile", "\"\(profile)\" is not known; docs/printers.md lists the profiles, profiles.d adds to them")
    }
  }

  private static func read(match: TableReader, _ device: TableReader) -> ConfiguredMatch? {
    var match = match
    let usb = match.text("usb")
    let serial = match.text("serial")
    let port = match.text("port")
    let product = match.text("product")
    let interface = match.text("interface")
    let hid = match.text("hid")
    match.finish()
    do throws(PosError) {
      return try ConfiguredMatch(
        usb: usb, serial: serial, port: port, product: product, interface: interface, hid: hid)
    } catch {
      match.fail(error.message + (error.remedy.map { "; \($0)" } ?? ""))
      return nil
    }
  }

  static func isUsable(name: String) -> Bool {
    let scalars = name.unicodeScalars
    return (1...64).contains(scalars.count) && !scalars.contains { $0.value < 0x20 || $0.value == 0x7F }
      && name.first?.isWhitespace == false && name.last?.isWhitespace == false
  }

  private struct Word: RawRepresentable {
    var rawValue: String
  }
}
