import EscPos
import PosProtocol
import Testing

/// Holds docs/receipt.schema.json, docs/receipt.md and the decoder together.
struct ReceiptSchemaTests {
  let schema: ReceiptSchema

  init() throws {
    let bytes = try TestFile.bytes("docs/receipt.schema.json")
    schema = ReceiptSchema(document: try JSONCodec.decode(JSONValue.self, from: bytes[...]))
  }

  private func value(_ json: String) throws -> JSONValue {
    try JSONCodec.decode(JSONValue.self, from: Array(json.utf8)[...])
  }

  @Test func `each documented example is right by both`() throws {
    let examples = Examples.json(try TestFile.text("docs/receipt.md"))
    #expect(examples.count >= 20)
    for example in examples {
      #expect(schema.fits(try value(example)), "\(example)")
      #expect(refusal(example) == nil, "\(example)")
    }
  }

  @Test func `each element has an example with each of its members`() throws {
    var shown: [String: Set<String>] = [:]
    for example in Examples.json(try TestFile.text("docs/receipt.md")) {
      for element in try value(example).array ?? [] {
        guard case .object(let members) = element else { continue }
        let name = try #require(
          ReceiptElement.memberNames.keys.first { members[$0] != nil && ReceiptElement.names(members) == $0 })
        shown[name, default: []].formUnion(members.keys)
      }
    }
    for (name, members) in ReceiptElement.memberNames {
      let style: Set<String> = [
        "bold", "underline", "invert", "size", "width", "height", "font", "red", "rotation", "wrap",
      ]
      #expect(members.subtracting(style).isSubset(of: shown[name] ?? []), "\(name)")
    }
  }

  @Test func `decoder and schema know the same members`() {
    for (name, members) in ReceiptElement.memberNames { #expect(schema.properties(name) == members, "\(name)") }
    #expect(schema.properties(ofObjectIn: "span") == ReceiptElement.spanMembers)
    #expect(schema.properties(ofObjectIn: "cell") == ReceiptElement.cellMembers)
    #expect(schema.properties(ofObjectIn: "tableCell") == ReceiptElement.tableCellMembers)
    #expect(schema.properties("column") == ReceiptElement.columnMembers)
    #expect(schema.properties("pageItem") == ReceiptElement.pageItemMembers)
  }

  @Test(arguments: [
    #"{"text": "a"}"#, "[1]", "[null]", #"[{}]"#, #"[{"text": 1}]"#, #"[{"text": "a", "colour": "red"}]"#,
    #"[{"text": "a", "size": 0}]"#, #"[{"text": "a", "size": 2, "width": 2}]"#, #"[{"text": "a", "bold": "yes"}]"#,
    #"[{"text": "a", "underline": "wavy"}]"#, #"[{"text": "a", "font": "d"}]"#, #"[{"text": "a", "align": "justify"}]"#,
    #"[{"text": "a", "rotation": 45}]"#, #"[{"text": ["a", {"text": "b", "rotation": 180}]}]"#, #"[{"row": []}]"#,
    #"[{"row": ["a"], "gap": 40}]"#, #"[{"row": [{"text": "a", "width": 0}]}]"#,
    #"[{"row": [{"text": "a", "width": 2, "share": 1}]}]"#, #"[{"row": [{"text": "a", "width": "wide"}]}]"#,
    #"[{"row": [{"align": "left"}]}]"#, #"[{"table": [["a"]], "columns": []}]"#, #"[{"table": ["a"]}]"#,
    #"[{"rule": ""}]"#, #"[{"rule": 1}]"#, #"[{"box": "a"}]"#, #"[{"box": [{"cut": "full"}]}]"#,
    #"[{"box": ["a"], "padding": 9}]"#, #"[{"barcode": "1"}]"#, #"[{"barcode": "1", "type": "ean14"}]"#,
    #"[{"barcode": "400638133393", "type": "ean13", "height": 0}]"#, #"[{"code2D": "a", "type": "hanxin"}]"#,
    #"[{"code2D": "a", "size": 17}]"#, #"[{"code2D": "a", "columns": 3}]"#,
    #"[{"code2D": "a", "type": "maxiCode", "truncated": true}]"#,
    #"[{"code2D": "a", "type": "dataMatrix", "errorCorrection": "low"}]"#, #"[{"image": "/9j/", "gamma": 11}]"#,
    #"[{"image": "/9j/", "threshold": 0}]"#, #"[{"image": "/9j/", "dither": "none"}]"#, #"[{"logo": 1}]"#,
    #"[{"feed": 0}]"#, #"[{"feed": 1, "unit": "mm"}]"#, #"[{"cut": true}]"#, #"[{"drawer": 3}]"#,
    #"[{"drawer": 2, "on": 600}]"#,
    #"[{"beep": 10}]"#, #"[{"beep": 1, "duration": 10}]"#, #"[{"page": []}]"#,
    #"[{"page": [{"x": 0, "y": 0}], "height": 99}]"#,
    #"[{"page": [{"x": -1, "y": 0, "element": "a"}], "height": 99}]"#, #"[{"raw": 7}]"#,
    #"[{"raw": "AA==", "text": "a"}]"#,
  ])
  func `a misuse is refused by both`(json: String) throws {
    #expect(!schema.fits(try value(json)))
    #expect(refusal(json) != nil)
  }
}

extension ReceiptElement {
  static func names(_ members: [String: JSONValue]) -> String? {
    [
      "text", "row", "table", "rule", "box", "barcode", "code2D", "image", "logo", "feed", "cut", "drawer", "beep",
      "page", "raw",
    ]
    .first { members[$0] != nil }
  }
}
