/// The one-dimensional symbologies of UnifiedPOS (POSPrinter, PTR_BCS_…), by the words of the socket.
package enum BarcodeSymbology: String, Codable, CaseIterable, Hashable, Sendable {
  case upcA, upcE, ean8, ean13
  /// With a supplement of 2 or 5 digits after a space.
  case upcASupplement, upcESupplement, ean8Supplement, ean13Supplement
  /// Standard (industrial) 2 of 5.
  case code2of5
  case itf, codabar, code39, code93, code128
  /// GS1-128: element strings with the AIs in parentheses.
  case gs1128
  case dataBar, dataBarStacked, dataBarLimited, dataBarExpanded, dataBarExpandedStacked
}
