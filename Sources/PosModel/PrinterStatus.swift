/// A printer's state; nil and `unknown` mean that the printer did not say, never that all is well.
package struct PrinterStatus: Codable, Hashable, Sendable {
  package enum Cover: String, Codable, Sendable { case closed, open, unknown }
  package enum Paper: String, Codable, Sendable { case ok, nearEnd, end, unknown }
  package enum Cutter: String, Codable, Sendable { case ok, error, unknown }
  /// Where the answer comes from.
  package enum Source: String, Codable, Sendable { case realTime, automatic, portStatus, none }

  package var online: Bool?
  package var cover: Cover
  package var paper: Paper
  package var cutter: Cutter
  /// `recoverable`, `unrecoverable`, `overheated`, or nil.
  package var error: String?
  package var source: Source

  package init(
    online: Bool? = nil, cover: Cover = .unknown, paper: Paper = .unknown, cutter: Cutter = .unknown,
    error: String? = nil, source: Source = .none
  ) {
    self.online = online
    self.cover = cover
    self.paper = paper
    self.cutter = cutter
    self.error = error
    self.source = source
  }
}

extension PrinterStatus {
  private enum Member: String, CodingKey { case online, cover, paper, cutter, error, source, upos }

  /// With what UnifiedPOS calls it.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Member.self)
    try container.encodeIfPresent(online, forKey: .online)
    try container.encode(cover, forKey: .cover)
    try container.encode(paper, forKey: .paper)
    try container.encode(cutter, forKey: .cutter)
    try container.encodeIfPresent(error, forKey: .error)
    try container.encode(source, forKey: .source)
    try container.encode(upos, forKey: .upos)
  }
}
