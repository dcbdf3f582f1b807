import EscPos
import PosModel
import Testing

/// The examples of the ReceiptLine specification, against what its reference implementation prints.
struct MarkupReferenceTests {
  static let documents = [
    "column_border1", "column_border2", "column_width1", "column_width2", "column_width3", "column_width4",
    "column_width5", "column_width6", "credit1", "credit2", "guest", "kitchen", "line_align", "line_width", "receipt",
    "receipt2", "text_decoration", "text_wrap1", "text_wrap2", "text_wrap3", "text_wrap4",
  ]

  /// With these columns of font A on a line, and the page with the box-drawing characters or without.
  static func profile(columns: Int, page: String = "cp437") -> PrinterProfile {
    var profile = PrinterProfile(
      id: "reference", vendor: "", model: "", source: "", dots: columns * 12, paper: 80)
    profile.codePages = [0: page]
    profile.cuts = [.partial]
    return profile
  }

  static func file(_ name: String) throws -> String {
    try TestFile.text("Tests/EscPosTests/Data/receiptline/\(name)")
  }

  @Test(arguments: documents, [32, 42, 48])
  func `a document of the specification comes out as the reference prints it`(_ name: String, columns: Int) throws {
    let expected = try Self.file("expected/\(name).cpl\(columns).txt")
    let markup = try Markup(try Self.file("\(name).receipt"))
    #expect(markup.warnings.isEmpty)
    for page in ["cp437", "cp1252"] {
      let layout = ReceiptLayout(profile: Self.profile(columns: columns, page: page))
      let paper = PlainPaper(try layout.compose(markup: markup)).text
      #expect((page == "cp437" ? paper.withASCIIRules : paper) == expected)
    }
  }
}
