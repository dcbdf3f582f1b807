import EscPos
import Glibc
import PosModel
import Rendering
import Testing

@testable import Drawing

/// A file of `Data`.
func file(_ name: String) throws -> [UInt8] {
  let folder = #filePath.split(separator: "/").dropLast().joined(separator: "/")
  guard let stream = fopen("/\(folder)/Data/\(name)", "r") else { throw NoSuchFile(name: name) }
  defer { fclose(stream) }
  var bytes = [UInt8](repeating: 0, count: 1 << 20)
  return Array(bytes[..<fread(&bytes, 1, bytes.count, stream)])
}

struct NoSuchFile: Error { let name: String }

/// The dots as rows of `#` and `.`.
func rows(_ bitmap: Bitmap) -> [String] {
  (0..<bitmap.height).map { y in
    (0..<bitmap.width).map { bitmap[$0, y] ? "#" : "." }.joined()
  }
}

func drawn(_ artwork: Artwork, by renderer: Renderer = Renderer()) throws -> Bitmap {
  switch renderer.answer(.draw(artwork)) {
  case .bitmap(let bitmap, _): return bitmap
  case .failure(let error): throw error
  default: throw PosError(.failure, "neither bitmap nor error")
  }
}

func black(_ bitmap: Bitmap) -> Int { bitmap.bytes.reduce(0) { $0 + $1.nonzeroBitCount } }

func run(_ command: String) -> String? {
  guard let pipe = popen(command, "r") else { return nil }
  var bytes = [UInt8](repeating: 0, count: 1 << 16)
  let count = fread(&bytes, 1, bytes.count, pipe)
  pclose(pipe)
  return String(decoding: bytes[..<count], as: UTF8.self)
}

/// The first code that zbar finds in a picture, told which symbology it is.
func zbar(_ png: [UInt8], as symbology: String) throws -> String {
  let path = "/tmp/posd-code-\(getpid())-\(Int.random(in: 0..<1 << 40)).png"
  guard let stream = fopen(path, "w") else { throw PosError(.failure, "no file") }
  fwrite(png, 1, png.count, stream)
  fclose(stream)
  defer { unlink(path) }
  let text = run("zbarimg -q -Sdisable -S\(symbology).enable '\(path)' 2>/dev/null") ?? ""
  return String(text.prefix { $0 != "\n" })
}
