import HIDReports
import PosTesting
import Testing

@Suite struct ReportDescriptorTests {
  private func problem(_ text: String) -> ReportDescriptorError? {
    do throws(ReportDescriptorError) {
      _ = try ReportDescriptor(hex(text))
      return nil
    } catch {
      return error
    }
  }

  @Test func `a HID POS descriptor gives its fields by usage`() throws {
    let descriptor = try ReportDescriptor(ScannerVectors.hhpDescriptor)
    #expect(ScannerVectors.hhpDescriptor.count == 144)
    #expect(descriptor.applicationUsages == [.barcodeScanner])
    #expect(descriptor.usesReportIDs)
    #expect(descriptor.reportLength(.input, id: 2) == 64)
    #expect(descriptor.reportLength(.output, id: 4) == 2)
    #expect(descriptor.reportLength(.feature, id: 0xFE) == 2)
    #expect(descriptor.reportLength(.output, id: 0xFD) == 64)
    #expect(descriptor.reportLength(.input, id: 9) == nil)
    let data = try #require(descriptor.field(.input, holding: HIDUsage(page: 0x8C, id: 0xFE)))
    #expect(data.reportID == 2)
    #expect(data.bitOffset == 32)
    #expect(data.count == 56)
    #expect(data.collections == [.barcodeScanner, HIDUsage(page: 0x8C, id: 0x12)])
    let identifiers = try #require(descriptor.field(.input, holding: HIDUsage(page: 0x8C, id: 0xFC)))
    #expect(identifiers.index(of: HIDUsage(page: 0x8C, id: 0xFC)) == 1)
    #expect(identifiers.value(at: 0, in: ScannerVectors.hhpEAN13) == 0x5D)
    #expect(identifiers.value(at: 3, in: ScannerVectors.hhpEAN13) == nil)
  }

  @Test func `each cut of a descriptor is an error with its place, never more`() {
    for length in ScannerVectors.hhpDescriptor.indices.dropFirst() {
      do throws(ReportDescriptorError) {
        let parsed = try ReportDescriptor(Array(ScannerVectors.hhpDescriptor.prefix(length)))
        #expect(parsed.applicationUsages.isEmpty)
      } catch {
        #expect(error.offset < length)
      }
    }
  }

  @Test func `what is malformed is named with its byte`() {
    #expect(problem("C0") == .init(problem: .nothingToEnd, offset: 0))
    #expect(problem("0501 B4") == .init(problem: .nothingToPop, offset: 2))
    #expect(problem("0501 0906 A101") == .init(problem: .openCollection, offset: 4))
    #expect(problem("0501 27 FFFF") == .init(problem: .truncatedItem, offset: 2))
    #expect(problem("FE 05 01 02") == .init(problem: .truncatedItem, offset: 0))
    #expect(problem("8500") == .init(problem: .badReportID, offset: 0))
    #expect(problem("77 FFFFFFFF") == .init(problem: .badReportSize, offset: 0))
    #expect(problem("97 FFFFFFFF 7501 8102") == .init(problem: .tooLarge, offset: 0))
    #expect(problem("97 00000200 7508 8102") == .init(problem: .tooLarge, offset: 7))
    #expect(problem("1905 2901") == .init(problem: .badUsageRange, offset: 2))
    #expect(problem("FC") == .init(problem: .reservedItem, offset: 0))
    #expect(problem(String(repeating: "A101 ", count: 40)) == .init(problem: .tooDeep, offset: 64))
    #expect(problem(String(repeating: "A4 ", count: 40)) == .init(problem: .tooDeep, offset: 32))
    #expect(problem(String(repeating: "0901 ", count: 600))?.problem == .tooManyFields)
    #expect(problem(String(repeating: "0501 ", count: 2049))?.problem == .tooLong)
  }

  @Test func `push and pop keep the global state, a long usage brings its page`() throws {
    let descriptor = try ReportDescriptor(
      hex(
        """
        058C 0902 A101  collection
        7508 9501 A4 7510 9502 B4  push, another size, pop
        0B 3B000100 8102  usage 0001:003B, one byte
        A10A 0AFE00 0AFD00 8102 C0  only the first of what a byte can hold
        C0
        """))
    #expect(descriptor.fields.map(\.bitSize) == [8, 8])
    #expect(descriptor.fields[0].usage(at: 0) == HIDUsage(page: 1, id: 0x3B))
    #expect(descriptor.fields[1].index(of: HIDUsage(page: 0x8C, id: 0xFD)) == nil)
  }

  @Test func `of alternatives in delimiters the first is taken`() throws {
    let descriptor = try ReportDescriptor(hex("058C 0902 A101 7508 9501 A901 09FE 09FD A900 8102 C0"))
    #expect(descriptor.fields[0].usages.map(\.first) == [0xFE])
  }

  @Test func `values cross byte borders`() throws {
    let descriptor = try ReportDescriptor(hex("058C 0902 A101 7503 9503 0901 0902 0903 8102 7517 9501 0904 8102 C0"))
    let report = hex("B1 02 FF FF")
    #expect((0..<3).map { descriptor.fields[0].value(at: $0, in: report) } == [1, 6, 2])
    #expect(descriptor.fields[1].value(at: 0, in: report) == 0x7FFF81)
    #expect(descriptor.fields[1].value(at: 0, in: hex("B1 02 FF")) == nil)
  }

  @Test(arguments: ["008c:02", "0001:06", "ff66:1234"])
  func `a usage reads as it is written`(_ text: String) throws {
    #expect(try #require(HIDUsage(text)).description == text)
  }
}
