/// The file of a picture, as far as its first bytes tell.
package enum PictureFile {
  /// Why it can never be printed; nil: nothing is known against it.
  package static func fault(_ file: [UInt8]) -> String? {
    if file.starts(with: [0xFF, 0xD8, 0xFF]) { return nil }
    guard file.starts(with: [0x89, 0x50, 0x4E, 0x47]) else { return "is neither a PNG nor a JPEG file" }
    // PNG (ISO/IEC 15948): the first chunk is IHDR, which begins with the width and the height.
    guard file.count >= 24 else { return nil }
    let isWhole =
      file[12..<16].elementsEqual("IHDR".utf8) && file[16..<20].contains { $0 != 0 }
      && file[20..<24].contains { $0 != 0 }
    return isWhole ? nil : "is a damaged PNG file"
  }
}
