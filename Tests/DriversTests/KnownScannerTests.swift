import Drivers
import PosModel
import Testing

@Suite struct KnownScannerTests {
  @Test func `every model has a maker, modes of which the best is one, and a source`() {
    #expect(KnownScanner.all.count >= 120)
    #expect(Set(KnownScanner.all.map(\.name)).count == KnownScanner.all.count)
    for scanner in KnownScanner.all {
      #expect(scanner.modes.contains { $0.mode == scanner.best && $0.mode.isDriven }, "\(scanner.name)")
      #expect(
        !scanner.vendor.isEmpty && !scanner.model.isEmpty && !scanner.source.isEmpty && !scanner.switching.isEmpty)
    }
  }

  @Test func `each id of a mode is bound by the device database with the driver of that mode, or left alone`() {
    for scanner in KnownScanner.all {
      for mode in scanner.modes {
        for id in mode.usb {
          let rules = DeviceTable.rules.filter { $0.id == id }
          #expect(!rules.isEmpty, "\(scanner.name) \(id)")
          for rule in rules where rule.driver != nil {
            #expect(rule.driver.flatMap { ScannerMode(driver: $0) } == mode.mode, "\(scanner.name) \(id)")
          }
        }
      }
    }
  }

  @Test func `an id of a chip recognises no scanner`() {
    let chips = Set(DeviceTable.rules.filter(\.isChip).map(\.id))
    for scanner in KnownScanner.all {
      #expect(chips.isDisjoint(with: scanner.usb + scanner.modes.flatMap(\.usb)), "\(scanner.name)")
      for chip in scanner.chip { #expect(KnownScanner.found(usb: chip, product: "USB Keyboard").isEmpty, "\(chip)") }
    }
  }

  @Test func `a model is found by its name, however it is written`() {
    #expect(KnownScanner.named("ds2208").map(\.name) == ["Zebra DS2208"])
    #expect(KnownScanner.named("Zebra DS-2208").map(\.name) == ["Zebra DS2208"])
    #expect(KnownScanner.named("gryphon gd4430").map(\.name) == ["Datalogic Gryphon GD4430"])
    #expect(KnownScanner.named("Xenon").count > 2)
    #expect(KnownScanner.named("hr11+").map(\.name) == ["Newland HR11+"])
    #expect(KnownScanner.named("").isEmpty)
    #expect(KnownScanner.named("toaster").isEmpty)
  }

  @Test func `what is plugged in is recognised by its id, and better by what it calls itself`() {
    #expect(KnownScanner.found(usb: "1eab:1f03", product: nil).map(\.name) == ["Newland HR11+"])
    #expect(KnownScanner.found(usb: "05e0:1200", product: "Symbol Bar Code Scanner").count > 10)
    #expect(KnownScanner.found(usb: "05e0:1200", product: "DS4308").map(\.name) == ["Zebra DS4308"])
    #expect(KnownScanner.found(usb: "0c2e:0b6a", product: "Voyager 1400g").map(\.name) == ["Honeywell Voyager 1400g"])
    #expect(KnownScanner.found(usb: "ffff:0001", product: nil).isEmpty)
  }

  /// FNC3, which programs the reader, then what Datalogic's labels hold: `$P,` interface `,P` and CR.
  @Test func `the code for Datalogic's serial port is that of its guides`() throws {
    let scanner = try #require(KnownScanner.named("GD4430").first)
    let code = try #require(scanner.codes.first { $0.mode == .serial })
    #expect(code.data == "\u{F3}$P,HA47,P\r")
    #expect(code.symbology == .code128)
  }

  @Test func `the better mode comes first`() {
    #expect(ScannerMode.allCases.sorted() == [.hidpos, .serial, .snapi, .oem, .keyboard])
    #expect(ScannerMode(driver: "hid-keyboard-scanner") == .keyboard)
    #expect(ScannerMode(driver: "escpos-printer") == nil)
  }
}
