import Barcodes
import Testing

struct ScaleLabelTests {
  private func withCheckDigit(_ body: String) -> [UInt8] {
    Array(body.utf8) + (CheckDigit.of(Array(body.utf8)).map { [$0] } ?? [])
  }

  @Test(arguments: [("2875", "9"), ("14685", "6"), ("0000", "0"), ("00000", "0")])
  func `price check digits are those of GS1's examples`(price: String, check: String) {
    #expect(PriceCheckDigit.of(Array(price.utf8)) == check.utf8.first)
  }

  @Test func `prices of other lengths have no check digit`() {
    #expect(PriceCheckDigit.of(Array("123".utf8)) == nil)
    #expect(PriceCheckDigit.of(Array("123456".utf8)) == nil)
    #expect(PriceCheckDigit.of(Array("12a4".utf8)) == nil)
  }

  @Test func `one wrong digit of a price is always found`() throws {
    for price in ["2875", "14685", "00000", "99999", "0937"] {
      let digits = Array(price.utf8)
      let right = try #require(PriceCheckDigit.of(digits))
      for index in digits.indices {
        for digit in UInt8(0x30)...0x39 where digit != digits[index] {
          var wrong = digits
          wrong[index] = digit
          #expect(PriceCheckDigit.of(wrong) != right, "\(price) at \(index)")
        }
      }
    }
  }

  @Test func `the label of eighteen digits holds item, amount and weight`() throws {
    let pattern = try #require(ScaleLabelPattern("26IIIIIAAAAAQQQQQC"))
    let label = try #require(pattern.read(withCheckDigit("26" + "01234" + "01575" + "00525")))
    #expect(label.item == "01234")
    #expect(label.amount == "15.75")
    #expect(label.quantity == "0.525")
    #expect(label.weight == nil)
    #expect(label.pattern == "26IIIIIAAAAAQQQQQC")
    var wrong = withCheckDigit("26" + "01234" + "01575" + "00525")
    wrong[17] = wrong[17] == 0x30 ? 0x31 : 0x30
    #expect(pattern.read(wrong) == nil)
    #expect(pattern.read(withCheckDigit("27" + "01234" + "01575" + "00525")) == nil)
    #expect(pattern.read([]) == nil)
  }

  @Test(
    arguments: [
      ("2?IIIIIAAAAAC", "2112345001505", 2, "12345", "1.50", nil),
      ("2?IIIIIAAAAAC", "2112345001505", 0, "12345", "150", nil),
      ("2?IIIIIWWWWWC", "2112345005251", 2, "12345", nil, "0.525"), ("IIIIIIII", "00000001", 2, "00000001", nil, nil),
    ] as [(String, String, Int, String, String?, String?)])
  func `numbers stand with their decimals`(
    text: String, code: String, decimals: Int, item: String, amount: String?, weight: String?
  ) throws {
    let pattern = try #require(ScaleLabelPattern(text, amountDecimals: decimals))
    let digits = text.contains("C") ? withCheckDigit(String(code.dropLast())) : Array(code.utf8)
    let label = try #require(pattern.read(digits))
    #expect(label.item == item && label.amount == amount && label.weight == weight)
  }

  @Test func `a price check digit must be right`() throws {
    let five = try #require(ScaleLabelPattern("20IIIIPAAAAAC"))
    #expect(five.read(withCheckDigit("20" + "1234" + "6" + "14685"))?.amount == "146.85")
    #expect(five.read(withCheckDigit("20" + "1234" + "6" + "14685"))?.isPriceChecked == true)
    #expect(five.read(withCheckDigit("20" + "1234" + "7" + "14685")) == nil)
    let four = try #require(ScaleLabelPattern("20IIIIIPAAAAC"))
    #expect(four.read(withCheckDigit("20" + "12345" + "9" + "2875"))?.amount == "28.75")
    let weight = try #require(ScaleLabelPattern("20IIIIIPWWWWC"))
    #expect(weight.read(withCheckDigit("20" + "12345" + "9" + "2875"))?.weight == "2.875")
  }

  @Test(arguments: [
    "", "26", "AAAAAAAAC", "26IIIIIAAAAACQ", "26IIIIIAAAAAIIIC", "26IIIIIXAAAAC", "26IIIIIPAAAAAAC", "26IIIIIPPAAAAC",
    "26IIIIIPC", "2600000000000IIIIIIIIIIIIC", "26IIIIICC",
  ])
  func `what is no pattern is refused`(text: String) {
    #expect(ScaleLabelPattern(text) == nil)
  }

  @Test func `decimals must fit their field`() {
    #expect(ScaleLabelPattern("26IIIIIIAAC", amountDecimals: 3) == nil)
    #expect(ScaleLabelPattern("26IIIIIIAAC", amountDecimals: 7) == nil)
    #expect(ScaleLabelPattern("26IIIIIIAAC", amountDecimals: -1) == nil)
    #expect(ScaleLabelPattern("26IIIIIIAAC", amountDecimals: 2, weightDecimals: 3) != nil)
  }

  @Test func `the common layouts are patterns`() {
    #expect(ScaleLabelPattern.common.count == 9)
  }
}
