import EscPos

/// What the daemon asks of the render process; answered in order.
package enum RenderRequest: Hashable, Sendable {
  /// Answered by a bitmap.
  case draw(Artwork)
  /// Answered by a PNG in which each dot is `scale` × `scale` pixels.
  case preview(PaperRoll, scale: Int)
}

extension RenderRequest {
  /// The frame: its length, then the payload.
  package func frame() -> [UInt8] {
    var writer = FrameWriter()
    switch self {
    case .draw(let artwork):
      if case .picture(let picture) = artwork { writer.reserve(picture.file.count + 64) }
      writer.byte(1)
      writer.artwork(artwork)
    case .preview(let roll, let scale):
      writer.byte(2)
      writer.number(scale)
      writer.roll(roll)
    }
    return writer.finish()
  }

  /// Reads the payload of a frame.
  package init(payload: [UInt8]) throws(FrameFault) {
    var reader = FrameReader(payload)
    switch try reader.byte() {
    case 1: self = .draw(try reader.artwork())
    case 2:
      let scale = try reader.number(RenderLimits.scale)
      self = .preview(try reader.roll(), scale: scale)
    default: throw reader.fault("a kind of request")
    }
    try reader.end()
  }
}
