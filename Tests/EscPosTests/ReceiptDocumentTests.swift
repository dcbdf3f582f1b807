import EscPos
import PosModel
import PosProtocol
import Testing

struct ReceiptDocumentTests {
  @Test func `a string is a line of text`() throws {
    #expect(
      try receipt(#"["谢谢", {"text": "x", "align": "right"}]"#).elements == [.line("谢谢"), .line("x", align: .right)])
  }

  @Test(arguments: [
    (#"["a", {"txt": "b"}]"#, #"receipt[1]: names no element; did you mean "text"?"#),
    (
      #"[{"text": "a", "algn": "left"}]"#, #"receipt[0].algn: is not a member of a text element; did you mean "align"?"#
    ),
    (#"[{"row": ["a", {"text": "b", "width": 300}]}]"#, "receipt[0].row[1].width: is 300 and must be 1 to 255"),
    (
      #"[{"row": [{"text": "b", "width": "wide"}]}]"#,
      #"receipt[0].row[0].width: must be a whole number of characters or "auto""#
    ),
    (#"[{"text": "a", "size": 9}]"#, "receipt[0].size: is 9 and must be 1 to 8"),
    (
      #"[{"text": [{"text": "a", "rotation": 180}]}]"#,
      "receipt[0].text[0].rotation: turns whole lines by 180°, so it stands at the element"
    ),
    (#"[{"box": [{"box": [{"cut": "full"}]}]}]"#, "receipt[0].box[0].box[0]: cut cannot stand in a box"),
    (#"[{"barcode": "123"}]"#, "receipt[0].type: is missing"),
    (#"[{"cut": "half"}]"#, "receipt[0].cut: must be full, partial"),
    (#"[{"image": "%%"}]"#, "receipt[0].image: must be base64 with padding"),
    (#"["a", {"image": "AAAA"}]"#, "receipt[1].image: is neither a PNG nor a JPEG file"),
    (
      // The header of a PNG file of 0 × 1 pixels.
      #"[{"box": [{"image": "iVBORw0KGgoAAAANSUhEUgAAAAAAAAAB"}]}]"#,
      "receipt[0].box[0].image: is a damaged PNG file"
    ),
    (#"[{"text": null}]"#, "receipt[0].text: is null and must be a string"),
    (#"[null]"#, "receipt[0]: is null and must be a string"),
    (#"[1]"#, "receipt[0]: must be an object"),
    (#"null"#, "receipt: is null and must be an array"),
    (#"[{"text": "a", "align": null}]"#, "receipt[0].align: is null and must be a string"),
    (#"[{"text": "a", "bold": 1}]"#, "receipt[0].bold: must be true or false"),
    (#"[{"feed": 256}]"#, "receipt[0].feed: is 256 and must be 1 to 255"),
    (#"[{"code2D": "x", "mode": 4}]"#, "receipt[0].mode: means nothing for qr"),
    (
      #"[{"page": [{"x": 0, "y": 0, "element": {"cut": "full"}}], "height": 99}]"#,
      "receipt[0].page[0].element: cut cannot stand on a page"
    ),
    (#"{"text": "a"}"#, "receipt: must be an array of elements"),
  ])
  func `an error names the place`(json: String, message: String) {
    #expect(refusal(json) == message)
  }

  @Test func `of members with the same name the last one counts`() throws {
    #expect(
      try receipt(#"[{"text": "a", "size": 2, "text": "b", "size": 1}]"#) == receipt(#"[{"text": "b", "size": 1}]"#))
  }

  @Test func `the path begins where the receipt stands`() {
    struct Content: Decodable { var receipt: ReceiptDocument }
    struct Parameters: Decodable { var content: Content }
    #expect {
      try JSONCodec.decode(Parameters.self, from: Array(#"{"content": {"receipt": ["a", {"feed": 0}]}}"#.utf8)[...])
    } throws: { error in
      guard case JSONFault.refused(let error) = error else { return false }
      return error.message == "content.receipt[1].feed: is 0 and must be 1 to 255"
    }
  }

  @Test func `a wrong check digit is found while reading`() throws {
    #expect(
      try #require(refusal(#"[{"barcode": "4006381333932", "type": "ean13"}]"#)).hasPrefix("receipt[0].barcode: "))
    let read = try receipt(#"[{"barcode": "400638133393", "type": "ean13"}]"#)
    guard case .barcode(let element) = read.elements[0] else { throw TestFailure() }
    #expect(element.barcode.data == "4006381333931")
  }

  @Test func `every element comes back from its own JSON`() throws {
    let text = try TestFile.text("docs/receipt.md")
    for example in Examples.json(text) {
      let read = try receipt(example)
      var output: [UInt8] = []
      try JSONCodec.encode(read, into: &output)
      #expect(try receipt(String(decoding: output, as: UTF8.self)) == read)
    }
  }

  @Test func `too much is refused before it takes room`() {
    let many = "[" + Array(repeating: #""a""#, count: 10_001).joined(separator: ",") + "]"
    #expect(refusal(many) == "receipt: has more than 10000 elements")
    let columns = #"[{"row": ["# + Array(repeating: #""a""#, count: 10_000).joined(separator: ",") + "]}]"
    #expect(refusal(columns) == "receipt[0].row: has more than 64 elements")
    let deep = "[" + String(repeating: #"{"box": ["#, count: 40) + String(repeating: "]}", count: 40) + "]"
    #expect(refusal(deep)?.hasSuffix("boxes are nested too deeply") == true)
    let long = #"[""# + String(repeating: "a", count: 1 << 20) + #"", "b"]"#
    #expect(refusal(long) == "receipt[1].text: the texts are over 1 MiB")
    let nested =
      "["
      + Array(
        repeating: #"{"text": ["# + Array(repeating: #""a""#, count: 200).joined(separator: ",") + "]}", count: 60
      )
      .joined(separator: ",") + "]"
    #expect(refusal(nested)?.contains("more than 10000 elements, cells and spans") == true)
  }

  @Test func `a document made in code is held to the same bounds`() {
    var look = TextLook()
    look.width = 0
    #expect {
      try ReceiptDocument([.text(TextElement([TextSpan("a")], look: look))]).checked()
    } throws: {
      ($0 as? PosError)?.message == "receipt[0].width: is 0 and must be 1 to 8"
    }
    let depth = (0..<17).reduce(ReceiptElement.line("a")) { element, _ in .box(BoxElement([element])) }
    #expect(throws: PosError.self) { try ReceiptDocument([depth]).checked() }
  }
}

struct TestFailure: Error {}

/// The examples of a document: what stands in ```json.
enum Examples {
  static func json(_ text: String) -> [String] {
    var examples: [String] = []
    var current: String?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line == "```json" {
        current = ""
      } else if line == "```" {
        if let example = current { examples.append(example.hasPrefix("[") ? example : "[\(example)]") }
        current = nil
      } else {
        current?.append(line + "\n")
      }
    }
    return examples
  }
}
