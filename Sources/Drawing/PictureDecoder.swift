import CPictures
import EscPos
import PosModel
import Rendering

/// Makes dots of a PNG or JPEG file.
enum PictureDecoder {
  static func draw(_ picture: Picture) throws(PosError) -> Bitmap {
    let orientation = ExifOrientation(jpeg: picture.file)
    var header = try measure(picture.file, width: 0, height: 0)
    var (width, height) = (Int(header.width), Int(header.height))
    if orientation.swapsSides { swap(&width, &height) }
    let newWidth = max(1, min(picture.width ?? width, picture.maximumWidth, RenderLimits.width))
    let newHeight =
      picture.rowHeight == 1
      ? max(1, (height * newWidth + width / 2) / width)
      : max(1, Int((Double(height * newWidth) / Double(width) / picture.rowHeight).rounded()))
    guard newHeight <= RenderLimits.height else {
      throw PosError(
        .illegal, "the picture would be \(newHeight) dots high; at most \(RenderLimits.height) can be printed",
        remedy: "use a picture that is less high for its width")
    }
    header = try measure(
      picture.file, width: orientation.swapsSides ? newHeight : newWidth,
      height: orientation.swapsSides ? newWidth : newHeight)
    var grey = orientation.apply(to: try decode(picture.file, header)).scaled(width: newWidth, height: newHeight)
    if picture.gamma != 1 { grey.map(table(gamma: picture.gamma)) }
    return Bitmap(grey, dither: picture.dither, threshold: picture.threshold)
  }

  /// More than 1 is lighter.
  static func table(gamma: Double) -> [UInt8] {
    (0..<256).map { UInt8(min(255, max(0, (power(Double($0) / 255, 1 / gamma) * 255).rounded()))) }
  }

  private static func measure(_ file: [UInt8], width: Int, height: Int) throws(PosError) -> posd_picture {
    var header = posd_picture()
    var words = Words()
    let result = words.with { words in
      file.withUnsafeBufferPointer {
        posd_picture_measure(
          $0.baseAddress, $0.count, UInt32(RenderLimits.pictureSide), UInt64(RenderLimits.picturePixels),
          UInt32(clamping: width), UInt32(clamping: height), &header, words)
      }
    }
    if let error = error(result, words, header) { throw error }
    return header
  }

  private static func decode(_ file: [UInt8], _ header: posd_picture) throws(PosError) -> GreyPicture {
    let (width, height) = (Int(header.decoded_width), Int(header.decoded_height))
    var header = header
    var words = Words()
    var result: CInt = 0
    let samples = [UInt8](unsafeUninitializedCapacity: width * height) { buffer, count in
      buffer.initialize(repeating: 255)
      count = buffer.count
      result = words.with { words in
        file.withUnsafeBufferPointer {
          posd_picture_decode($0.baseAddress, $0.count, &header, buffer.baseAddress, buffer.count, words)
        }
      }
    }
    if let error = error(result, words, header) { throw error }
    guard let picture = GreyPicture(width: width, height: height, samples: samples) else { throw .noMemory }
    return picture
  }

  private static func error(_ result: CInt, _ words: Words, _ header: posd_picture) -> PosError? {
    switch posd_picture_result(UInt32(bitPattern: result)) {
    case POSD_PICTURE_OK: nil
    case POSD_PICTURE_UNKNOWN:
      PosError(.illegal, "the picture is neither a PNG nor a JPEG file", remedy: "save it as PNG or JPEG")
    case POSD_PICTURE_TOO_LARGE:
      PosError(
        .illegal,
        "the picture has \(header.width) × \(header.height) pixels; at most \(RenderLimits.pictureSide) a side "
          + "and \(RenderLimits.picturePixels) in all are decoded",
        remedy: "scale it down to the printer's width")
    case POSD_PICTURE_NO_MEMORY: .noMemory
    default:
      PosError(
        .illegal, "the picture file is damaged or cut off", remedy: "save it anew and send all of it",
        cause: words.text)
    }
  }

  /// What libpng or libjpeg has to say.
  private struct Words {
    private var bytes = [CChar](repeating: 0, count: 200)

    mutating func with<Value>(_ body: (UnsafeMutablePointer<CChar>?) -> Value) -> Value {
      bytes.withUnsafeMutableBufferPointer { body($0.baseAddress) }
    }

    var text: String { String(decoding: bytes.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self) }
  }
}
