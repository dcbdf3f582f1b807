/// A picture on lines of its own.
package struct ImageElement: Hashable, Sendable {
  /// A PNG or JPEG file.
  package var file: [UInt8]
  /// In dots; nil: its own, at most the paper's.
  package var width: Int?
  package var align: PrintCommand.Alignment
  package var dither: Picture.Dither
  package var gamma: Double
  package var threshold: Int

  package init(
    _ file: [UInt8], width: Int? = nil, align: PrintCommand.Alignment = .center,
    dither: Picture.Dither = .floydSteinberg, gamma: Double = 1, threshold: Int = 128
  ) {
    self.file = file
    self.width = width
    self.align = align
    self.dither = dither
    self.gamma = gamma
    self.threshold = threshold
  }

  func picture(maximumWidth: Int, rowHeight: Double) -> Picture {
    Picture(
      file, width: width.map { min($0, maximumWidth) }, maximumWidth: maximumWidth, dither: dither, gamma: gamma,
      threshold: threshold, rowHeight: rowHeight)
  }
}

extension ImageElement: Codable {
  static let members = ["image", "width", "align", "dither", "gamma", "threshold"]

  package init(from decoder: any Decoder) throws {
    let reader = try MemberReader(decoder, of: "an image", knows: Self.members)
    let file = try reader.need("image", as: Base64Bytes.self).bytes
    if let fault = PictureFile.fault(file) { throw reader.wrong("image", fault) }
    self.init(
      file, width: try reader.value("width"),
      align: try reader.word("align") ?? .center, dither: try reader.word("dither") ?? .floydSteinberg,
      gamma: try reader.value("gamma") ?? 1, threshold: try reader.value("threshold") ?? 128)
  }

  package func encode(to encoder: any Encoder) throws {
    var writer = MemberWriter(encoder)
    try writer.write("image", Base64Bytes(file))
    try writer.write("width", width, unless: nil)
    try writer.write("align", align, unless: .center)
    try writer.write("dither", dither, unless: .floydSteinberg)
    try writer.write("gamma", gamma, unless: 1)
    try writer.write("threshold", threshold, unless: 128)
  }

  func check() throws(ReceiptFault) {
    guard !file.isEmpty else { throw ReceiptFault("image", "is empty") }
    try ReceiptFault.check("width", width, 1...2_000)
    try ReceiptFault.check("threshold", threshold, 1...255)
    guard 0.1...10 ~= gamma else { throw ReceiptFault("gamma", "must be 0.1 to 10") }
  }
}
