import EscPos
import PosModel
import Testing

struct ZintOrderTests {
  /// The data in the form that zint 2.11 was seen to take.
  @Test func `zint gets barcodes in its own form`() throws {
    let orders: [(BarcodeSymbology, String, Int, String)] = [
      (.upcA, "01234567890", 35, "012345678905"), (.upcE, "123456", 38, "01234565"),
      (.ean8, "9638507", 14, "96385074"), (.ean13, "950110153000", 14, "9501101530003"),
      (.ean13Supplement, "950110153000 12", 14, "9501101530003+12"),
      (.upcASupplement, "01234567890 12", 35, "012345678905+12"),
      (.code2of5, "123", 7, "123"), (.itf, "1234", 3, "1234"), (.codabar, "1", 18, "A1A"), (.code39, "*A*", 8, "A"),
      (.code93, "a", 25, "a"), (.dataBar, "09501101530003", 29, "0950110153000"),
      (.dataBarLimited, "0950110153000", 30, "0950110153000"), (.dataBarStacked, "0950110153000", 80, "0950110153000"),
      (.dataBarExpanded, "(01)0950110153000(10)A(B)", 31, "[01]09501101530003[10]A(B)"),
      (.dataBarExpandedStacked, "(10)A", 81, "[10]A"),
    ]
    for (symbology, data, number, expected) in orders {
      let order = try Barcode(symbology, data, moduleWidth: 3, height: 90).zintOrder()
      #expect(order.symbology == number && order.data == Array(expected.utf8), "\(symbology)")
      #expect(order.moduleWidth == 3)
      #expect(order.inputMode == (expected.hasPrefix("[") ? ZintOrder.gs1Mode : ZintOrder.dataMode))
      #expect(order.height == ([80, 81].contains(number) ? 0 : 90))
    }
  }

  @Test func `zint gets the options of symbols`() throws {
    let data = Array("1234".utf8)
    func options(_ kind: Symbol.Kind) throws -> [Int] {
      let order = try Symbol(kind, data).zintOrder()
      return [order.symbology, order.option1, order.option2, order.option3]
    }
    #expect(try options(.qr(.high)) == [58, 4, 0, 0])
    #expect(try options(.microQR(.medium)) == [97, 2, 0, 0])
    #expect(try options(.pdf417(columns: 5, rows: 9, errorCorrection: 3, isTruncated: false)) == [55, 3, 5, 9])
    #expect(try options(.pdf417(columns: 0, rows: 0, errorCorrection: nil, isTruncated: true)) == [56, 2, 0, 0])
    #expect(try options(.microPDF417) == [84, 0, 0, 0])
    #expect(try options(.dataMatrix) == [71, 0, 0, 100])
    #expect(try options(.aztec(errorCorrection: nil)) == [92, 2, 0, 0])
    #expect(try options(.aztec(errorCorrection: 5)) == [92, 1, 0, 0])
    #expect(try options(.aztec(errorCorrection: 40)) == [92, 4, 0, 0])
    // zint's highest is 50 percent; the second compact size has room for more.
    #expect(try options(.aztec(errorCorrection: 70)) == [92, 0, 2, 0])
    #expect(try options(.maxiCode(mode: 4)) == [57, 4, 0, 0])
  }

  @Test func `zint gets the address of a MaxiCode apart from its message`() throws {
    let header = "[)>\u{1E}01\u{1D}96"
    let order = try Symbol(.maxiCode(mode: 3), Array("\(header)B1050\u{1D}840\u{1D}1\u{1D}hi\u{1D}there".utf8))
      .zintOrder()
    #expect(order.primary == "B1050840001")
    #expect(order.data == Array("\(header)hi\u{1D}there".utf8))
    // zint refuses to draw no message at all.
    #expect(try Symbol(.maxiCode(mode: 2), Array("15238\u{1D}840\u{1D}1".utf8)).zintOrder().data == [0x20])
  }
}
