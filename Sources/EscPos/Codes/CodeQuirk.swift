/// The words in `PrinterProfile.quirks` that change how codes are written.
enum CodeQuirk {
  /// GS k with NUL-terminated data (function A) only: seven symbologies.
  static let functionA = "barcode-function-a"
  /// QR codes by GS k 97 `v r nL nH data`, sized by GS w (seen in firmware of Chinese makers); GS ( k is unknown.
  static let qrByGSK = "qr-gs-k"
}
