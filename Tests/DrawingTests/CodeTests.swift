import EscPos
import Glibc
import PosModel
import Rendering
import Testing

@testable import Drawing

struct CodeTests {
  private static let hasReader = access("/usr/bin/zbarimg", X_OK) == 0

  /// What zbar reads from a preview of the code alone, told which symbology it is: else it takes some codes for others.
  private func read(_ kind: PaperItem.Kind, as symbology: String, width: Int = 576) throws -> String {
    var roll = PaperRoll(width: width)
    roll.height = 400
    roll.items = [PaperItem(x: 20, y: 20, kind)]
    guard case .png(let png) = Renderer().answer(.preview(roll, scale: 2)) else {
      throw PosError(.failure, "no picture")
    }
    return try zbar(png, as: symbology)
  }

  @Test(
    .enabled(if: hasReader, "zbarimg is not installed: apt-get install zbar-tools"),
    arguments: [
      (Barcode(.ean13, "4006381333931"), "EAN-13:4006381333931"),
      (Barcode(.ean13, "400638133393"), "EAN-13:4006381333931"),
      (Barcode(.ean8, "96385074"), "EAN-8:96385074"),
      (Barcode(.upcA, "036000291452"), "UPC-A:036000291452"),
      (Barcode(.upcE, "04252614"), "UPC-E:04252614"),
      (Barcode(.code39, "POSD-39", height: 60, text: .none), "CODE-39:POSD-39"),
      (Barcode(.code93, "POSD 93", text: .both), "CODE-93:POSD 93"),
      (Barcode(.code128, "Bon 1234567", moduleWidth: 3, text: .above), "CODE-128:Bon 1234567"),
      (Barcode(.gs1128, "(01)04006381333931(10)AB12"), "CODE-128:010400638133393110AB12"),
      (Barcode(.itf, "1234567890"), "I2/5:1234567890"),
      (Barcode(.codabar, "A12345B"), "Codabar:A12345B"),
      (Barcode(.dataBar, "04006381333931"), "DataBar:0104006381333931"),
      (Barcode(.dataBarExpanded, "(01)90614141000015(3202)000150"), "DataBar-Exp:01906141410000153202000150"),
      (Barcode(.dataBarStacked, "04006381333931", moduleWidth: 3), "DataBar:0104006381333931"),
      (Barcode(.dataBarExpandedStacked, "(01)90614141000015(3202)000150"), "DataBar-Exp:01906141410000153202000150"),
    ])
  func `a reader finds the barcode on the paper`(barcode: Barcode, expected: String) throws {
    let names = [
      "UPC-A": "ean13.enable -Supca", "UPC-E": "upce", "I2/5": "i25", "DataBar": "databar",
      "DataBar-Exp": "databar-exp",
    ]
    let name = String(expected.prefix { $0 != ":" })
    let symbology = names[name] ?? name.filter { $0 != "-" }.lowercased()
    #expect(try read(.barcode(barcode), as: symbology) == expected)
  }

  @Test(
    .enabled(if: hasReader, "zbarimg is not installed: apt-get install zbar-tools"),
    arguments: [Symbol.QRErrorCorrection.low, .medium, .quartile, .high])
  func `a reader finds the QR code on the paper`(level: Symbol.QRErrorCorrection) throws {
    let data = "https://example.com/receipt?n=42"
    #expect(try read(.symbol(Symbol(.qr(level), Array(data.utf8))), as: "qrcode") == "QR-Code:\(data)")
  }

  @Test func `every symbology is drawn in whole modules`() throws {
    let samples: [(BarcodeSymbology, String)] = [
      (.upcASupplement, "036000291452 12"), (.upcESupplement, "04252614 12"), (.ean8Supplement, "96385074 12"),
      (.ean13Supplement, "4006381333931 12345"), (.code2of5, "1234567"), (.dataBarStacked, "04006381333931"),
      (.dataBarLimited, "04006381333931"), (.dataBarExpandedStacked, "(01)90614141000015(3202)000150"),
    ]
    for (symbology, data) in samples {
      let one = try drawn(.barcode(Barcode(symbology, data, moduleWidth: 1, text: .none), maximumWidth: 576))
      let three = try drawn(.barcode(Barcode(symbology, data, moduleWidth: 3, text: .none), maximumWidth: 576))
      #expect(three.width == one.width * 3)
      #expect((0..<one.width).allSatisfy { three[$0 * 3 + 1, three.height - 1] == one[$0, one.height - 1] })
    }
  }

  /// GS1 General Specifications, 5.5.2.1 and 5.5.2.3: 33X and 34X a row, three separators of 1X between two rows.
  @Test func `the rows of stacked DataBar codes are as high as their standard wants them`() throws {
    let stacked = Barcode(.dataBarStacked, "04006381333931", moduleWidth: 3)
    #expect(try drawn(.barcode(stacked, maximumWidth: 576)).height == (33 + 3 + 33) * 3)
    let expanded = Barcode(.dataBarExpandedStacked, "(01)90614141000015(3202)000150", moduleWidth: 2)
    #expect(try drawn(.barcode(expanded, maximumWidth: 576)).height == (34 + 3 + 34) * 2)
  }

  @Test(arguments: [
    Symbol(.microQR(.low), Array("12345".utf8)), Symbol(.microPDF417, Array("POSD".utf8)),
    Symbol(.pdf417(columns: 3, rows: 0, errorCorrection: 2, isTruncated: false), Array("POSD".utf8)),
    Symbol(.pdf417(columns: 0, rows: 0, errorCorrection: nil, isTruncated: true), Array("POSD".utf8)),
    Symbol(.dataMatrix, Array("POSD".utf8)), Symbol(.aztec(errorCorrection: 23), Array("POSD".utf8)),
    Symbol(.aztec(errorCorrection: nil), Array("POSD".utf8)), Symbol(.maxiCode(mode: 4), Array("POSD".utf8)),
    Symbol(.maxiCode(mode: 2), Array("999999999\u{1D}840\u{1D}1\u{1D}POSD".utf8)),
  ])
  func `every two-dimensional code is drawn`(symbol: Symbol) throws {
    let bitmap = try drawn(.symbol(symbol, maximumWidth: 576))
    let share = Double(black(bitmap)) / Double(bitmap.width * bitmap.height)
    #expect(share > 0.2 && share < 0.8)
  }

  @Test func `a code that is too wide says how wide it would be`() {
    #expect {
      try drawn(.barcode(Barcode(.code128, "ABCDEFGHIJKLMNOP", moduleWidth: 6), maximumWidth: 384))
    } throws: {
      let error = $0 as? PosError
      return error?.message == "the code would be 1266 dots wide; the paper has 384"
        && error?.remedy == "make a module 1 dots wide"
    }
  }

  /// ISO/IEC 15417, table 1: start A 11010000100, start B 11010010000, FNC3 (96) 10111100010.
  @Test func `a Code 128 that programs its reader begins with FNC3`() throws {
    let bitmap = try drawn(
      .barcode(Barcode(.code128, "\u{F3}$P,HA47,P\r", moduleWidth: 1, height: 1, text: .none), maximumWidth: 576))
    let modules = (0..<22).map { bitmap[$0, 0] ? "1" : "0" }.joined()
    #expect(["11010000100", "11010010000"].contains(String(modules.prefix(11))))
    #expect(modules.suffix(11) == "10111100010")
    #expect(throws: PosError.self) {
      try drawn(.barcode(Barcode(.code128, "A\u{F1}B", height: 1, text: .none), maximumWidth: 576))
    }
  }

  @Test func `data that a symbology cannot hold is an error with zint's reason`() {
    for barcode in [Barcode(.ean13, "40063813339X"), Barcode(.itf, "A"), Barcode(.code128, "")] {
      #expect(throws: PosError.self) { try drawn(.barcode(barcode, maximumWidth: 576)) }
    }
    let long = [UInt8](repeating: 0x41, count: 7000)
    #expect(throws: PosError.self) { try drawn(.symbol(Symbol(.qr(.high), long), maximumWidth: 576)) }
  }
}
