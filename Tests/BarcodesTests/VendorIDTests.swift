import Barcodes
import PosTesting
import Testing

struct VendorIDTests {
  @Test func `each maker's ids lead to the symbologies of its manual`() {
    let honeywell: [(String, Symbology?)] = [
      ("d", .ean13), ("D", .ean8), ("c", .upcA), ("E", .upcE), ("j", .code128), ("I", .gs1_128), ("s", .qr),
      ("w", .dataMatrix), ("r", .pdf417), ("y", .gs1DataBar), ("{", .gs1DataBarLimited), ("}", .gs1DataBarExpanded),
      ("H", .hanXin), ("Q", .chinaPost), ("m", .matrix2of5), ("<", .code32), ("$", nil),
    ]
    for (id, symbology) in honeywell { #expect(id.utf8.first.map(HoneywellCodeID.symbology) == .some(symbology)) }
    let zebra: [(UInt8, Symbology?)] = [
      (1, .code39), (8, .upcA), (9, .upcE), (10, .ean8), (11, .ean13), (15, .gs1_128), (28, .qr), (44, .microQR),
      (72, .upcAAddOn), (75, .eanAddOn), (139, .eanAddOn), (81, .gs1Composite), (104, .gs1Composite), (0, nil),
      (255, nil),
    ]
    for (type, symbology) in zebra {
      #expect(SNAPICodeType.symbology(type) == symbology)
      #expect(SSICodeType.symbology(type) == symbology)
    }
    #expect(SSICodeType.symbology(0x13) == .code39)
    #expect(SNAPICodeType.symbology(0x13) == nil)
    let oem: [(UInt8, Symbology?)] = [
      (0x18, .code128), (0x25, .gs1_128), (0x15, .eanAddOn), (0x33, .qr), (0x37, .gs1QR), (0x2B, .gs1DataBarExpanded),
      (0xFF, nil),
    ]
    for (id, symbology) in oem { #expect(OEMLabelIdentifier.long(id) == symbology) }
    #expect([0x0A, 0x0C, 0x0D, 0x16, 0x18].map(OEMLabelIdentifier.short) == [.upcE, .ean8, .upcA, .ean13, nil])
    #expect(
      [8, 10, 258, 263, 3, 0, 65_535].map(NewlandSymbologyID.symbology) == [
        .ean13, .upcA, .qr, .hanXin, .gs1_128, nil, nil,
      ])
  }

  @Test(arguments: [
    ("F4006381333931", Symbology.ean13, 1), ("FF96385074", .ean8, 2), ("A036000291452", .upcA, 1),
    ("B3ABC-123", .code128, 2), ("]C10112312312312333", .gs1_128, 3), ("QRhello", .qr, 2),
  ])
  func `Datalogic's label identifiers are told from data`(text: String, symbology: Symbology, length: Int) {
    let found = DatalogicLabelID.split(Array(text.utf8))
    #expect(found?.symbology == symbology && found?.length == length)
  }

  @Test(arguments: ["", "FLOUR", "A", "4006381333931", "F12"])
  func `a letter that begins data is no label identifier`(text: String) {
    #expect(DatalogicLabelID.split(Array(text.utf8)) == nil)
  }

  @Test func `a maker's own id tells more than the AIM identifier, and never less`() throws {
    let ean = try #require(AIMIdentifier("]E0"))
    let other = try #require(AIMIdentifier("]X0"))
    let qr = try #require(AIMIdentifier("]Q1"))
    #expect(Symbology(ean, maker: .upcE, length: 13) == .upcE)
    #expect(Symbology(ean, maker: nil, length: 12) == .upcA)
    #expect(Symbology(other, maker: .chinaPost, length: 11) == .chinaPost)
    #expect(Symbology(qr, maker: .ean13, length: 13) == .qr)
    #expect(Symbology(nil, maker: .pdf417, length: 1) == .pdf417)
    #expect(Symbology(nil, maker: nil, length: 1) == .unknown)
  }

  @Test(arguments: [
    ("]A0", 108), ("]A1", 137), ("]A3", 137), ("]A4", 108), ("]I0", 106), ("]I1", 133), ("]I3", 133), ("]e0", 131),
    ("]e1", 151), ("]e2", 152), ("]e3", 153), ("]d5", 208), ("]Q4", 209), ("]J1", 501), ("]o1", 121), ("]o2", 122),
    ("]D0", 501), ("]E4", 103), ("]C1", 120), ("]z0", 206), ("]U0", 202),
  ])
  func `UnifiedPOS' number knows check digits and components`(aim: String, type: Int) throws {
    let identifier = try #require(AIMIdentifier(aim))
    #expect(Symbology(identifier, length: 8).scanDataType(identifier) == type)
  }

  @Test func `words and numbers of symbologies are told apart`() {
    #expect(Set(Symbology.allCases.map(\.rawValue)).count == Symbology.allCases.count)
    for symbology in Symbology.allCases where symbology != .unknown { #expect(symbology.scanDataType > 100) }
  }

  @Test func `FNC1 and character sets are announced by the identifier`() {
    for aim in ["]C1", "]e0", "]d2", "]Q3", "]J1", "]z1", "]d5", "]Q4"] {
      #expect(AIMIdentifier(aim)?.startsWithFNC1 == true, "\(aim)")
    }
    for aim in ["]C0", "]d1", "]Q1", "]Q5", "]E0", "]z0", "]X0"] {
      #expect(AIMIdentifier(aim)?.startsWithFNC1 == false, "\(aim)")
    }
    for aim in ["]Q2", "]Q4", "]d4", "]d5", "]L1", "]z3"] { #expect(AIMIdentifier(aim)?.hasECI == true, "\(aim)") }
    for aim in ["]Q1", "]Q3", "]d1", "]L0", "]L2", "]z0", "]C1"] {
      #expect(AIMIdentifier(aim)?.hasECI == false, "\(aim)")
    }
  }
}
