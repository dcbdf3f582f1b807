/// How the length of a command follows from its first bytes.
enum CommandForm: Hashable, Sendable {
  /// The two bytes mean nothing; what follows is read as usual.
  case unknown
  /// So many bytes in all.
  case fixed(Int)
  /// Prefix, letter, m, nL nH, then n bytes.
  case block
  /// GS 8 L p1 p2 p3 p4.
  case longBlock
  /// ESC D: up to 32 rising numbers and a NUL.
  case tabs
  /// ESC &: y c1 c2, then for each character its width x and x × y bytes.
  case glyphs
  /// ESC *: m nL nH, then n columns of one or three bytes.
  case columns
  /// ESC K of some clones: nL nH, then n columns of one byte.
  case plainColumns
  /// FS g: 1 writes, 2 reads the user's memory.
  case userMemory
  /// FS a: by its function.
  case checkPaper
  /// FS q: n pictures, each with xL xH yL yH and its bytes.
  case numberedPictures
  /// GS v 0 m xL xH yL yH.
  case raster
  /// GS Q 0 m xL xH yL yH.
  case variableImage
  /// GS * x y.
  case downloadedImage
  /// GS D: a Windows bitmap tells its own size.
  case windowsBitmap
  /// GS k.
  case barcode
  /// GS V.
  case cut
  /// GS C.
  case counter
  /// DLE DC4.
  case realTimeRequest
  /// DLE EOT.
  case realTimeStatus
  /// ESC W of displays.
  case window
  /// ESC p where only m of 0, 1, 48 and 49 has times.
  case strictPulse
}
