import Glibc
import PosModel

/// Where `posd-render` lies, and in which environment it runs.
package struct RenderProgram: Hashable, Sendable {
  package var path: String
  /// `NAME=value`. It has no home: fonts are those of the system.
  package var environment: [String]

  package init(path: String) {
    self.path = path
    environment = ["PATH=/usr/bin:/bin", "LANG=C.UTF-8", "HOME=/nonexistent", "XDG_CACHE_HOME=/nonexistent"]
    for name in ["FONTCONFIG_FILE", "FONTCONFIG_PATH"] {
      if let value = Self.variable(name) { environment.append("\(name)=\(value)") }
    }
  }

  /// What the variable POSD_RENDER names; else `posd-render` beside posd itself, else in `../libexec/posd`.
  package static func find() throws(PosError) -> RenderProgram {
    if let path = variable("POSD_RENDER") { return RenderProgram(path: path) }
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = buffer.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.map { readlink("/proc/self/exe", $0, buffer.count) } ?? 0
    }
    let own = String(decoding: buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let folder = own.lastIndex(of: "/").map { String(own[..<$0]) } ?? "."
    let places = ["\(folder)/posd-render", "\(folder)/../libexec/posd/posd-render"]
    guard let path = places.first(where: { access($0, X_OK) == 0 }) else {
      throw PosError(
        .unsupported, "posd-render is not installed, so pictures and drawn text cannot be printed",
        remedy: "install it as \(places[1]): make install")
    }
    return RenderProgram(path: path)
  }

  private static func variable(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    return String(cString: value)
  }
}
