import EscPos
import PosModel
import Rendering

/// A request that waits for its answer.
struct RenderOrder {
  let request: RenderRequest
  let frame: [UInt8]
  let done: CheckedContinuation<Result<RenderReply, PosError>, Never>

  /// Pictures need no fonts.
  var needsFonts: Bool {
    switch request {
    case .draw(let artwork): artwork.needsFonts
    case .preview: true
    }
  }
}

extension Artwork {
  fileprivate var needsFonts: Bool {
    switch self {
    case .picture: false
    case .text, .barcode, .symbol: true
    }
  }
}
