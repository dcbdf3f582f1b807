import Testing

@testable import EscPos

@Suite struct PrinterMatchTests {
  private func match(
    _ usb: String? = nil, product: String? = nil, deviceID: String? = nil, modelName: String? = nil
  ) -> String? {
    PrinterProfile.match(usb: usb, product: product, deviceID: deviceID, modelName: modelName)?.id
  }

  @Test func `an id of its own names the model`() {
    #expect(match("04b8:0e15") == "TM-T20II")
    #expect(match("04B8:0E15", product: "UB-E04") == "TM-T20II")
    #expect(match("0519:001b") == "BSC10")
  }

  @Test(arguments: ["0416:5011", "0483:5743", "04b8:0202", "1fc9:2016", "6868:0500", "0519:0003", "ffff:0001"])
  func `a shared or unknown id names none`(_ id: String) {
    #expect(match(id) == nil)
    #expect(match(id, product: "USB Printing Support") == nil)
  }

  @Test func `a name counts as a whole word, and the longest one`() {
    #expect(match(product: "TM-T20") == "TM-T20")
    #expect(match(product: "EPSON TM-T20II ") == "TM-T20II")
    #expect(match(product: "TM-T20IIx") == nil)
    #expect(match(product: "TM-T20X-II") == "TM-T20X-II")
    #expect(match(product: "tm-m30ii-nt") == "TM-m30II")
    #expect(match(product: "XTM-T20") == nil)
  }

  @Test func `the product string decides on a shared id`() {
    #expect(match("04b8:0202", product: "TM-T88V") == "TM-T88V")
    #expect(match("0416:5011", product: "POS58 Printer USB") == "generic-58")
    #expect(match("0483:5743", product: "USB POS-80 Printer") == "generic-80")
  }

  @Test func `the printer's own answer stands over the device's strings`() {
    #expect(match("04b8:0202", product: "TM-T70", modelName: "TM-T88IV") == "TM-T88IV")
    #expect(match("04b8:0202", product: "UB-U05", deviceID: "MFG:EPSON;CMD:ESCPL2;MDL:TM-T70II;") == "TM-T70II")
    #expect(match(deviceID: "TM-T82X") == "TM-T82X")
    // A class without MDL says nothing of the model.
    #expect(match(deviceID: "MFG:EPSON;CLS:TM-T70;") == nil)
  }

  @Test func `nobody is an Epson without Epson's vendor id`() {
    #expect(match("0483:5743", product: "TM-T88IV") == nil)
    #expect(match("0483:5743", product: "POS-80", modelName: "TM-T88IV") == "generic-80")
    // Over the network there is no id that could tell.
    #expect(match(modelName: "TM-T88IV") == "TM-T88IV")
  }

  @Test func `two that a text fits alike are none, unless the id is one's own`() throws {
    var catalogue = PrinterCatalogue()
    for (id, usb) in [("one", "1111:0001"), ("two", "1111:0002")] {
      var profile = try #require(PrinterProfile.named("generic-80")).inherited(by: id)
      profile.names = ["Thermo 80"]
      profile.usb = [usb]
      catalogue.add(profile)
    }
    #expect(catalogue.match(product: "Thermo 80") == nil)
    #expect(catalogue.match(usb: "1111:0002", product: "Thermo 80")?.id == "two")
    #expect(catalogue.match(usb: "1111:0001")?.id == "one")
  }

  @Test func `hostile texts end soon and decide nothing`() {
    let long = String(repeating: "TM-T2", count: 100_000)
    #expect(match(product: long) == nil)
    #expect(match("", product: "", deviceID: ";;:;", modelName: "\u{0}") == nil)
    #expect(match(deviceID: ":") == nil)
  }

  @Test func `an own profile with a built-in id takes its place`() throws {
    var catalogue = PrinterCatalogue()
    var profile = try #require(catalogue.named("TM-T20II"))
    profile.id = "tm-t20ii"
    profile.cuts = []
    catalogue.add(profile)
    #expect(catalogue.all.count == PrinterProfile.all.count)
    #expect(catalogue.match(usb: "04b8:0e15")?.cuts == [])
    #expect(PrinterProfile.named("TM-T20II")?.cuts == [.full, .partial])
  }
}
