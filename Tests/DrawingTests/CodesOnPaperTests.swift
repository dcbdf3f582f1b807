import EscPos
import Glibc
import PosModel
import Rendering
import Testing

@testable import Drawing

/// Codes from document to paper: what the printer sets by itself and what posd draws for it is read by a scanner.
struct CodesOnPaperTests {
  private static let hasReader = access("/usr/bin/zbarimg", X_OK) == 0

  private static let barcodes: [(Barcode, name: String, expected: String)] = [
    (Barcode(.ean13, "4006381333931"), "ean13", "EAN-13:4006381333931"),
    (Barcode(.ean8, "96385074"), "ean8", "EAN-8:96385074"),
    (Barcode(.upcA, "036000291452"), "ean13.enable -Supca", "UPC-A:036000291452"),
    (Barcode(.upcE, "04252614"), "upce", "UPC-E:04252614"),
    (Barcode(.code39, "POSD-39", height: 60), "code39", "CODE-39:POSD-39"),
    (Barcode(.code93, "POSD 93"), "code93", "CODE-93:POSD 93"),
    (Barcode(.code128, "Bon 1234567"), "code128", "CODE-128:Bon 1234567"),
    (Barcode(.gs1128, "(01)04006381333931(10)7"), "code128", "CODE-128:0104006381333931107"),
    (Barcode(.itf, "1234567890"), "i25", "I2/5:1234567890"),
    (Barcode(.codabar, "A12345B"), "codabar", "Codabar:A12345B"),
    (Barcode(.dataBar, "04006381333931"), "databar", "DataBar:0104006381333931"),
  ]

  private static let kinds = ["TM-T20II", "TM-P20II", "generic-80", "generic-58"]

  /// What a reader finds on the paper of a receipt that holds one element.
  private func read(_ element: ReceiptElement, on profile: PrinterProfile, as name: String) throws -> String {
    let composition = try ReceiptLayout(profile: profile).compose(ReceiptDocument([element]))
    let renderer = Renderer()
    let artwork = try composition.artwork.map { try drawn($0, by: renderer) }
    let paper = PaperPreview(
      of: try ReceiptEncoder(profile: profile).encode(composition, artwork: artwork), profile: profile)
    #expect(paper.unknown.isEmpty && paper.cutOff == nil)
    guard case .png(let png) = renderer.answer(.preview(paper.roll, scale: 2)) else {
      throw PosError(.failure, "no picture")
    }
    return try zbar(png, as: name)
  }

  /// The printer as it is, and one that sets no codes at all.
  private func both(_ id: String) throws -> [PrinterProfile] {
    let native = try #require(PrinterProfile.named(id))
    var drawing = native
    (drawing.barcodes, drawing.symbols) = ([], [])
    return [native, drawing]
  }

  @Test(.enabled(if: hasReader, "zbarimg is not installed: apt-get install zbar-tools"), arguments: kinds)
  func `a reader finds every barcode on the paper, whoever has set it`(id: String) throws {
    for profile in try both(id) {
      for (barcode, name, expected) in Self.barcodes {
        let element = ReceiptElement.barcode(BarcodeElement(barcode, align: .center))
        #expect(try read(element, on: profile, as: name) == expected, "\(id) \(profile.barcodes.isEmpty) \(barcode)")
      }
    }
  }

  @Test(
    .enabled(if: hasReader, "zbarimg is not installed: apt-get install zbar-tools"), arguments: ["col8", "TM-U220"])
  func `a reader finds the codes that ESC * with 8 dots has drawn`(id: String) throws {
    var profile = PrinterProfile.generic
    if let impact = PrinterProfile.named(id) { profile = impact }
    (profile.barcodes, profile.symbols, profile.imageCommand) = ([], [], .column8)
    let bars = ReceiptElement.barcode(BarcodeElement(Barcode(.ean13, "4006381333931"), align: .center))
    #expect(try read(bars, on: profile, as: "ean13") == "EAN-13:4006381333931")
    let symbol = Symbol(.qr(.medium), Array("https://example.com/receipt?n=42".utf8), moduleSize: 4)
    #expect(
      try read(.symbol(SymbolElement(symbol)), on: profile, as: "qrcode")
        == "QR-Code:https://example.com/receipt?n=42")
  }

  @Test(.enabled(if: hasReader, "zbarimg is not installed: apt-get install zbar-tools"), arguments: kinds)
  func `a reader finds the QR code on the paper, whoever has set it`(id: String) throws {
    let data = "https://example.com/receipt?n=42"
    for profile in try both(id) {
      for level in Symbol.QRErrorCorrection.allCases {
        let element = ReceiptElement.symbol(SymbolElement(Symbol(.qr(level), Array(data.utf8)), align: .center))
        #expect(try read(element, on: profile, as: "qrcode") == "QR-Code:\(data)", "\(id) \(level)")
      }
    }
  }
}
