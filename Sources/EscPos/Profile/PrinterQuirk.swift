/// The deviations from Epson's reference that profiles name (observed on a Netum NT-5890K, in a Chinese 80 mm firmware,
/// or told by the Gprinter and Xprinter SDKs).
package enum PrinterQuirk: String, CaseIterable, Hashable, Sendable {
  /// ESC J feeds nothing: feed by lines.
  case ignoresFeedDots = "esc-j-ignored"
  /// GS V 66 n neither feeds nor cuts; GS V 65 n feeds.
  case ignoresFeedToPartialCut = "gs-v-66-ignored"
  /// ESC d n after a line of text feeds n - 1 lines.
  case feedsOneLineLess = "feeds-one-line-less"
  /// ESC J after a picture feeds less by the height of the picture.
  case rasterShortensFeed = "raster-shortens-feed"
  /// One LF right after GS v 0 is lost.
  case rasterSwallowsLineFeed = "raster-swallows-line-feed"
  /// ESC \ does not move to the left.
  case noNegativeMove = "no-negative-move"
  /// ESC $ does nothing once there is text on the line.
  case noMoveInLine = "no-move-in-line"
  /// GS h, GS w and GS H are forgotten after a bar code by GS k function A.
  case resetsBarcodeSettings = "resets-barcode-settings"
  /// GS k with NUL-terminated data (function A) only: seven symbologies.
  case barcodeFunctionA = "barcode-function-a"
  /// QR codes by GS k 97 `v r nL nH data` instead of GS ( k.
  case qrByGSK = "qr-gs-k"
  /// ESC * with 8 dots sets the rows one dot apart instead of three.
  case packsColumn8Rows = "packs-column8-rows"
  /// ESC K is a picture with 8 dots and takes `nL nH` and data.
  case escKIsBitmap = "esc-k-is-bitmap"
  /// ESC C takes `m t n` and sounds an alarm.
  case escCIsAlarm = "esc-c-is-alarm"
  /// Prints the arguments of an ESC ( that it does not know.
  case printsUnknownEscParen = "esc-paren-prints"
  /// FS C 0 selects GB 18030 and FS C 1 Big5, until ESC @.
  case big5ByFSC = "big5-by-fs-c"
  /// ESC R is China's after power-on: 24h may print as ¥.
  case chinaCharacters = "china-esc-r"
  /// Says that it is offline when paper is only near its end.
  case nearEndIsOffline = "near-end-is-offline"
}
