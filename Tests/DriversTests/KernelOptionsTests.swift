import Drivers
import PosModel
import Testing

/// What keeps the kernel from typing what a configured scanner reads.
@Suite struct KernelOptionsTests {
  private let wedge = ConfiguredMatch(vendorID: 0x05E0, productID: 0x1200, class: .scanner)

  @Test func `the keyboard of a configured scanner is taken when it is plugged in`() {
    let text = UdevRules.text(configured: [wedge])
    #expect(text.contains(#"ATTRS{idVendor}=="05e0", ATTRS{idProduct}=="1200", ENV{POSD_KEYS}="take""#))
    #expect(text.contains(#"ATTR{[drivers/usb:usbhid]unbind}="$id""#))
  }

  @Test func `what the database alone knows keeps its keyboard`() {
    #expect(!UdevRules.text().contains("unbind"))
    #expect(!UdevRules.text(configured: [wedge], takesKeys: false).contains("unbind"))
  }

  @Test(arguments: [
    ConfiguredMatch(vendorID: 0x1EAB, productID: 0x0110),
    ConfiguredMatch(vendorID: 0x1234, productID: 0x0001),
    ConfiguredMatch(vendorID: 0x1234, productID: 0x0001, driver: "serial-scanner"),
    ConfiguredMatch(vendorID: 0x1234, productID: 0x0001, class: .posPrinter),
    ConfiguredMatch(vendorID: 0x05E0, productID: 0x1200, class: .scanner, link: .evdev),
  ])
  func `no other device loses its driver`(entry: ConfiguredMatch) {
    #expect(!entry.typesKeys())
    #expect(!UdevRules.text(configured: [entry]).contains("unbind"))
  }

  @Test func `usbhid is told of each model once`() throws {
    let unknown = ConfiguredMatch(vendorID: 0x1234, productID: 0x00AB, class: .scanner)
    let text = try KernelOptions.text(configured: [wedge, unknown, wedge])
    #expect(text.hasSuffix("options usbhid quirks=0x05e0:0x1200:0x0004,0x1234:0x00ab:0x0004\n"))
    #expect(try !KernelOptions.text(configured: []).contains("options"))
  }

  @Test func `what the kernel cannot be told is refused`() {
    let five = (1...5).map { ConfiguredMatch(vendorID: 0x1234, productID: $0, class: .scanner) }
    #expect(throws: PosError.self) { try KernelOptions.text(configured: five) }
    #expect(throws: PosError.self) {
      try KernelOptions.text(configured: [ConfiguredMatch(port: "1-7", class: .scanner)])
    }
  }
}
