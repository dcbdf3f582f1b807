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
  /// ESC W n scales characters and takes one byte.
  case escWIsScale = "esc-w-is-scale"
  /// Prints the times of an ESC p whose m is none of 0, 1, 48 and 49.
  case printsTimesOfEscP = "esc-p-prints-times"
  /// ESC L does nothing: what should stand on a page is printed as lines.
  case ignoresPageMode = "esc-l-ignored"
  /// ESC i and ESC m cut only at the beginning of a line.
  case cutsOnlyAtLineStart = "esc-i-at-line-start"
  /// GS V 101 n feeds n lines.
  case feedsByGSV101 = "gs-v-101-feeds"
  /// ESC ! sizes double-byte characters as well.
  case sizesHanziByMode = "esc-mode-sizes-hanzi"
  /// GS k 75 to 78 print nothing.
  case noDataBar = "no-data-bar"
  /// DLE ACK 1 and 2 ask what has become of the bill.
  case answersBillStatus = "dle-ack-bill-status"
  /// Says that it is offline when paper is only near its end.
  case nearEndIsOffline = "near-end-is-offline"
}
