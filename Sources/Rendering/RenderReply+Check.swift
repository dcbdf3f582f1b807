import EscPos

extension RenderReply {
  /// Whether this can be the answer to `request`: the render process has read hostile files, and nothing that it says
  /// is believed for its own sake.
  package func answers(_ request: RenderRequest) -> Bool {
    switch (self, request) {
    case (.failure, _): true
    case (.bitmap(let bitmap, _), .draw(let artwork)): bitmap.fits(artwork)
    case (.png(let file), .preview): file.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    default: false
    }
  }
}

extension Bitmap {
  fileprivate func fits(_ artwork: Artwork) -> Bool {
    switch artwork {
    case .text(let text): width == text.width && height == text.height
    case .picture(let picture):
      height > 0 && width > 0
        && (picture.width.map { width == min($0, picture.maximumWidth) } ?? (width <= picture.maximumWidth))
    case .barcode(_, let maximumWidth, _), .symbol(_, let maximumWidth, _):
      height > 0 && width > 0 && width <= maximumWidth
    }
  }
}
