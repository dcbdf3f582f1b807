import Drivers
import HIDReports
import PosModel
import Testing

@testable import Daemon

@Suite struct ConfiguredKeyboardTests {
  private func keyboard(_ text: String) throws -> KeyboardSettings {
    let configuration = try Configuration.parse([("posd.toml", "[[device]]\nmatch = { usb = \"05e0:1200\" }\n" + text)])
    var settings = KeyboardSettings()
    configuration.devices.first?.keyboard.apply(to: &settings)
    return settings
  }

  private func problem(_ text: String) -> String {
    do throws(ConfigurationError) {
      _ = try Configuration.parse([("posd.toml", "[[device]]\nmatch = { usb = \"05e0:1200\" }\n" + text)])
      return ""
    } catch {
      return error.problems.map(\.description).joined(separator: "\n")
    }
  }

  @Test func `every key of a keyboard reads`() throws {
    let settings = try keyboard(
      """
      layout = "fr"
      caps-lock = "on"
      alt-codes = "windows-1252"
      function-keys = { F8 = "GS", Home = "|", F24 = "DEL" }
      replace = { "{GS}" = "\\u001D", "{GS}1" = "1" }
      terminators = ["enter", "down"]
      prefix = "\\u0002"
      suffix = "#"
      """)
    #expect(
      settings
        == KeyboardSettings(
          layout: "fr", capsLock: .on, altCodes: .windows1252, functionKeys: [0x41: 0x1D, 0x4A: 0x7C, 0x73: 0x7F],
          replacements: [
            KeyboardSettings.Replacement(typed: Array("{GS}1".utf8), meant: [0x31]),
            KeyboardSettings.Replacement(typed: Array("{GS}".utf8), meant: [0x1D]),
          ], terminators: [.enter, .downArrow], prefix: [2], suffix: [0x23]))
    #expect(try keyboard("") == KeyboardSettings())
    #expect(try keyboard("function-keys = \"honeywell\"").functionKeys == ControlKeys.honeywell.table)
  }

  @Test(arguments: [
    ("layout = \"uk\"", "posd.toml:3: layout cannot be \"uk\""),
    ("layout = \"german\"", "it is one of be, de, es, fr, gb, it, jp, tr, us"),
    ("layout = \"dee\"", "did you mean \"de\"?"),
    ("caps-lock = \"off\"", "caps-lock cannot be \"off\""),
    ("alt-codes = \"windows1252\"", "did you mean \"windows-1252\"?"),
    ("terminators = [\"entre\"]", "did you mean \"enter\"?"),
    ("function-keys = \"honeywel\"", "did you mean \"honeywell\"?"),
    ("function-keys = { Hom = \"GS\" }", "did you mean \"Home\"?"),
    ("function-keys = { F8 = \"GSX\" }", "write a control character by its name"),
    ("replace = { \"\" = \"x\" }", "replace has"), ("prefix = \"\"", "prefix must have 1 to 64 bytes"),
    ("driver = \"non\"", "did you mean \"none\"?"),
  ])
  func `what cannot be is told with what can`(text: String, hint: String) {
    #expect(problem(text).contains(hint), "\(problem(text))")
  }

  @Test func `an event node is of a scanner`() {
    do throws(ConfigurationError) {
      _ = try Configuration.parse([
        ("posd.toml", "[[device]]\nclass = \"posPrinter\"\ntransport = \"evdev:///dev/posd/x\"\n")
      ])
      Issue.record("a printer on an event node was accepted")
    } catch {
      #expect(error.problems.map(\.description).joined().contains("class = \"scanner\""))
    }
  }
}
