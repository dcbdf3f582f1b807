import EscPos
import PosModel

/// Papers of several widths, with and without box-drawing characters and hanzi.
let layouts: [ReceiptLayout] = [1, 2, 15, 32, 48].flatMap { columns in
  ["gb18030", "cp437", "cp1252"].map {
    ReceiptLayout(profile: PrinterProfile.generic.with(encoding: $0).with(columns: columns))
  }
}

/// A byte that chooses the paper, and markup.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  let input = UnsafeBufferPointer(start: start, count: size)
  guard let choice = input.first else { return 0 }
  do throws(PosError) {
    let markup = try Markup(String(decoding: input.dropFirst(), as: UTF8.self))
    precondition(markup.warnings.count <= MarkupLimits.warnings, "warnings without end")
    var warnings: [MarkupWarning] = []
    let composition = try layouts[Int(choice) % layouts.count].compose(markup: markup, warnings: &warnings)
    for command in composition.commands {
      if case .text(let text) = command {
        precondition(text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }, "a control character in text")
      }
    }
  } catch {
    precondition(error.code == .illegal, "an error without a name")
  }
  return 0
}
