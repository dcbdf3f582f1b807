import Barcodes
import Drivers
import Glibc
import PosModel
import Testing

@Suite struct GeneratedFilesTests {
  private func path(_ name: String) -> String {
    #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(separator: "/") + "/" + name
  }

  private func read(_ name: String) throws -> String {
    let file = try #require(fopen(path(name), "r"), "\(name) is missing")
    defer { fclose(file) }
    var bytes: [UInt8] = []
    while case let byte = fgetc(file), byte != EOF { bytes.append(UInt8(truncatingIfNeeded: byte)) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Compares, or writes under POSD_WRITE_GOLDEN.
  private func hold(_ name: String, to text: String) throws {
    if getenv("POSD_WRITE_GOLDEN") != nil {
      let file = try #require(fopen(path(name), "w"))
      fputs(text, file)
      fclose(file)
    }
    #expect(try read(name) == text, "POSD_WRITE_GOLDEN=1 writes \(name) anew")
  }

  @Test func `udev rules are those of the device database`() throws {
    try hold("udev/72-posd.rules", to: UdevRules.text())
  }

  @Test func `the table of the documentation is that of the device database`() throws {
    let mark = "<!-- table -->\n"
    let before = try read("docs/devices.md").prefix { $0 != "<" }
    try hold("docs/devices.md", to: before + mark + DeviceTable.markdown())
  }

  @Test func `every word for a symbology is documented`() throws {
    let text = try read("docs/devices.md")
    for symbology in Symbology.allCases { #expect(text.contains("`\(symbology.rawValue)`")) }
  }

  @Test func `each udev rule has only keys that udev knows, and quotes that close`() throws {
    let keys: Set<String> = [
      "ACTION", "SUBSYSTEM", "KERNEL", "KERNELS", "ATTR", "ATTRS", "ENV", "TAG", "GROUP", "MODE", "LABEL", "GOTO",
      "TEST", "SUBSYSTEMS", "DRIVERS",
    ]
    let entry = ConfiguredMatch(
      vendorID: 1, productID: 2, serial: "a\"b\n*", port: "1-1.4", product: "Über, \"x\"", class: .scanner)
    let text = UdevRules.text(
      configured: [entry], nodes: ["/dev/input/by-path/\",x\n*-serio-1-event-kbd", Self.ps2])
    #expect(text.contains(#"ATTRS{serial}=="a?b??""#))
    let rule = /[A-Z]+(\{[A-Za-z_\/:\[\]]+\})?(==|!=|-=|=)"[^"\n]*"/
    var labels: Set<Substring> = []
    var jumps: Set<Substring> = []
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      for part in line.split(separator: ", ") {
        #expect(part.wholeMatch(of: rule) != nil, "\(line)")
        #expect(keys.contains(String(part.prefix { $0.isUppercase })), "\(line)")
        if part.hasPrefix("LABEL=") { labels.insert(part.dropFirst(6)) }
        if part.hasPrefix("GOTO=") { jumps.insert(part.dropFirst(5)) }
      }
    }
    #expect(labels == jumps)
  }

  @Test func `no rule opens a whole vendor, and none a keyboard`() {
    let text = UdevRules.text()
    for line in text.split(separator: "\n") where line.contains("ENV{POSD}=\"scanner\"") {
      #expect(line.contains("{idVendor}==") && line.contains("{idProduct}=="), "\(line)")
    }
    for line in text.split(separator: "\n") where line.contains("MODE=") { #expect(line.contains("0660")) }
    #expect(!text.contains("uaccess\", TAG+"))
  }

  private static let ps2 = "/dev/input/by-path/platform-i8042-serio-0-event-kbd"

  @Test func `a scanner on PS2 is posd's, by the socket that the configuration names`() throws {
    let text = UdevRules.text(nodes: [Self.ps2])
    let line = #"ENV{ID_PATH}=="platform-i8042-serio-0", ENV{ID_INPUT_KEYBOARD}=="?*", ENV{POSD}="scanner""#
    // Where the nodes are looked at, and before what is done to those that are marked.
    let parents = try #require(text.firstRange(of: #"LABEL="posd_parents""#))
    let found = try #require(text.firstRange(of: line))
    let deeds = try #require(text.firstRange(of: #"ENV{POSD}!="scanner", GOTO="posd_end""#))
    #expect(parents.upperBound < found.lowerBound && found.upperBound < deeds.lowerBound)
    // A link that a rule makes has its rule; what is on USB has a match; a mouse is none.
    let others = [
      "/dev/posd/scanner", "/dev/input/by-path/pci-0000:00:14.0-usb-0:2:1.0-event-kbd",
      "/dev/input/by-path/platform-i8042-serio-1-event-mouse",
    ]
    #expect(UdevRules.text(nodes: others) == UdevRules.text())
  }

  @Test func `an entry that names neither product nor port opens nothing`() {
    #expect(UdevRules.text(configured: [ConfiguredMatch(vendorID: 0x1234, product: "Gun")]) == UdevRules.text())
    #expect(
      UdevRules.text(configured: [ConfiguredMatch(port: "1-7")]).contains(#"KERNELS=="1-7", ENV{POSD}="scanner""#))
  }
}
