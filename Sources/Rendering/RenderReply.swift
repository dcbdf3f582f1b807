import EscPos
import PosModel

/// What the render process answers.
package enum RenderReply: Hashable, Sendable {
  /// The first of all: it is there and confined. The number is ``RenderReply/version``, so that a program of another
  /// release is noticed.
  case ready(Int)
  /// With the characters that no font has a glyph for: they are boxes.
  case bitmap(Bitmap, missing: [UInt32] = [])
  case png([UInt8])
  case failure(PosError)

  /// Changes with every change of the frames.
  package static let version = 3

  /// The frame: its length, then the payload.
  package func frame() -> [UInt8] {
    var writer = FrameWriter()
    switch self {
    case .ready(let version):
      writer.byte(1)
      writer.number(version)
    case .bitmap(let bitmap, let missing):
      writer.reserve(bitmap.bytes.count + 32)
      writer.byte(2)
      writer.bitmap(bitmap)
      writer.number(missing.count)
      for character in missing { writer.number(Int(character)) }
    case .png(let file):
      writer.reserve(file.count + 32)
      writer.byte(3)
      writer.data(file)
    case .failure(let error):
      writer.byte(4)
      writer.word(error.code)
      writer.string(error.message)
      writer.optional(error.remedy)
      writer.optional(error.cause)
    }
    return writer.finish()
  }

  /// Reads the payload of a frame.
  package init(payload: [UInt8]) throws(FrameFault) {
    var reader = FrameReader(payload)
    switch try reader.byte() {
    case 1: self = .ready(try reader.number(0...Int(Int32.max)))
    case 2:
      let bitmap = try reader.bitmap()
      var missing: [UInt32] = []
      for _ in 0..<(try reader.number(0...RenderLimits.missing)) {
        missing.append(UInt32(truncatingIfNeeded: try reader.number(0...0x10_FFFF)))
      }
      self = .bitmap(bitmap, missing: missing)
    case 3: self = .png(try reader.data(atMost: RenderLimits.frame))
    case 4:
      let code = try reader.word(PosError.Code.self)
      self = .failure(
        PosError(
          code, try reader.string(atMost: 1024), remedy: try reader.optionalString(atMost: 1024),
          cause: try reader.optionalString(atMost: 1024)))
    default: throw reader.fault("a kind of reply")
    }
    try reader.end()
  }
}
