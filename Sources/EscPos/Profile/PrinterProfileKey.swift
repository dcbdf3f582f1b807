/// The keys of a profile as TOML writes them, for the built-in table and for a technician's own files alike.
package enum PrinterProfileKey: String, CaseIterable, Hashable, Sendable {
  case vendor, model, source, support
  case dots, dpi
  case dpiAlong = "dpi-along"
  case paper
  case otherPapers = "other-papers"
  case fonts
  case lineSpacing = "line-spacing"
  case cutterDistance = "cutter-distance"
  case cuts, red
  case codePages = "code-pages"
  case multiByte = "multi-byte"
  case multiByteMode = "multi-byte-mode"
  case fourByte = "four-byte"
  case utf8, size, image
  case inlineColumns = "inline-columns"
  case logos, barcodes, symbols
  case pageMode = "page-mode"
  case buzzer
  case drawerPins = "drawer-pins"
  case drawerOn = "drawer-on"
  case drawerOff = "drawer-off"
  case drawerRealTime = "drawer-real-time"
  case realTimeStatus = "real-time-status"
  case automaticStatus = "automatic-status"
  case inOrderStatus = "in-order-status"
  case processID = "process-id"
  case clearsBuffer = "clears-buffer"
  case reprintsAfterPaperEnd = "reprints-after-paper-end"
  case usb, names, quirks

  /// What TOML has to give; each is told to a profile as text: flags as `true`, durations in milliseconds, the elements
  /// of lists and the pairs `key=value` of tables with `|` between them.
  package enum Kind: Hashable, Sendable {
    case text
    case number(ClosedRange<Int>)
    case flag
    /// At most 510 ms.
    case duration
    case texts
    case numbers
    case pairs
    /// The name of a built-in set of pages, or pairs.
    case pages
  }

  package var kind: Kind {
    switch self {
    case .vendor, .model, .source, .support, .multiByte, .multiByteMode, .size, .image, .logos, .buzzer: .text
    case .dots: .number(48...4_096)
    case .dpi, .dpiAlong: .number(50...600)
    case .paper: .number(20...216)
    case .lineSpacing: .number(1...255)
    case .cutterDistance: .number(0...1_000)
    case .cuts, .barcodes, .symbols, .usb, .names, .quirks: .texts
    case .drawerPins: .numbers
    case .otherPapers, .fonts: .pairs
    case .codePages: .pages
    case .drawerOn, .drawerOff: .duration
    case .red, .fourByte, .utf8, .inlineColumns, .pageMode, .drawerRealTime, .realTimeStatus, .automaticStatus,
      .inOrderStatus, .processID, .clearsBuffer, .reprintsAfterPaperEnd:
      .flag
    }
  }
}
