import PosModel
import PosProtocol
import PrintSpool

extension PrinterPrint.Content {
  /// What a client wants on paper, as it goes on the disk. Throws unless exactly one member is given.
  func newJobContent() throws(PosError) -> NewJob.Content {
    let given = [text != nil, raw != nil, receipt != nil, markup != nil, image != nil]
    guard given.count(where: \.self) == 1 else {
      throw PosError(
        .illegal, "content must have exactly one member", remedy: "give receipt, markup, text, image or raw")
    }
    if let text { return .text(text) }
    if let raw { return .raw(raw.bytes) }
    if let markup { return .markup(markup) }
    if let image { return .image(image.bytes) }
    return .receipt(receipt?.text ?? "")
  }
}
