import Glibc
import PosModel
import Transports

extension Configuration {
  /// Far more than any till needs.
  private static let sizeLimit = 1 << 20

  /// Reads the file and then each `posd.d/*.toml` beside it, in the order of their names, and checks the whole, with the
  /// profiles of printers in `profiles.d/*.toml`, which come first.
  ///
  /// Throws everything that is wrong, not only the first. A missing file is wrong; a missing folder is not.
  package static func load(path: String) throws(ConfigurationError) -> Configuration {
    let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    let beside = folder.isEmpty ? (path.hasPrefix("/") ? "/" : "") : folder + "/"
    return try load([(path, read(path))] + files(in: beside + "posd.d"), profiles: files(in: beside + "profiles.d"))
  }

  /// The same for texts that are no files yet.
  package static func parse(
    _ texts: [(name: String, text: String)], profiles: [(name: String, text: String)] = []
  ) throws(ConfigurationError) -> Configuration {
    try load(texts.map { ($0.name, .success($0.text)) }, profiles: profiles.map { ($0.name, .success($0.text)) })
  }

  struct ReadFailure: Error {
    var message: String
  }

  private typealias File = (name: String, text: Result<String, ReadFailure>)

  private static func load(_ files: [File], profiles: [File]) throws(ConfigurationError) -> Configuration {
    var configuration = Configuration()
    var problems: [ConfigurationError.Problem] = []
    for file in profiles { problems += add(file) { configuration.printers.read($0) } }
    for file in files { problems += add(file) { configuration.read($0) } }
    if !problems.isEmpty { throw ConfigurationError(problems) }
    return configuration
  }

  private static func add(_ file: File, _ read: (TableReader) -> Void) -> [ConfigurationError.Problem] {
    let (file, result) = file
    let text: String
    switch result {
    case .success(let success): text = success
    case .failure(let failure):
      return [ConfigurationError.Problem(file: file, line: nil, message: failure.message)]
    }
    let value: ConfigurationValue
    do throws(ConfigurationValue.SyntaxError) {
      value = try ConfigurationValue(parsing: text)
    } catch {
      return [ConfigurationError.Problem(file: file, line: error.line, message: error.message)]
    }
    guard case .table(let root) = value else { return [] }
    let list = ProblemList(file: file, lines: KeyLines(text))
    read(TableReader(root, path: [], problems: list))
    return list.problems.sorted { ($0.line ?? 0, $0.message) < ($1.line ?? 0, $1.message) }
  }

  // MARK: Files

  /// The `*.toml` files of a folder in the order of their names.
  private static func files(in folder: String) -> [File] {
    names(in: folder).map { (folder + "/" + $0, read(folder + "/" + $0)) }
  }

  private static func read(_ path: String) -> Result<String, ReadFailure> {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
    guard descriptor >= 0 else { return .failure(failure("cannot be opened")) }
    defer { _ = Glibc.close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    while bytes.count <= sizeLimit {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      if count < 0 { return .failure(failure("cannot be read")) }
      if count == 0 { break }
      bytes += buffer[..<count]
    }
    if bytes.count > sizeLimit { return .failure(ReadFailure(message: "is larger than 1 MiB")) }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      let valid = String(decoding: bytes, as: UTF8.self).prefix { $0 != "\u{FFFD}" }
      let line = valid.utf8.count { $0 == 0x0A } + 1
      return .failure(ReadFailure(message: "is not UTF-8 near line \(line)"))
    }
    if bytes.contains(0) { return .failure(ReadFailure(message: "holds a NUL byte")) }
    return .success(text)
  }

  private static func failure(_ what: String) -> ReadFailure {
    ReadFailure(message: "\(what): \(String(cString: strerror(errno)))")
  }

  private static func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while names.count < 1_000, let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { raw in
        String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.hasSuffix(".toml"), !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }
}
