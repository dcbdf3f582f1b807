import Glibc
import PosModel

/// The folder of a private daemon's socket.
enum SocketFolder {
  /// Makes the last folder of `path` with mode 0700 where it is missing; one in /tmp has to be this user's own, so that
  /// nobody else can lie in wait there.
  static func prepare(for path: String) throws(PosError) {
    guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return }
    let folder = String(path[..<slash])
    if mkdir(folder, 0o700) == 0 { return }
    guard folder.hasPrefix("/tmp/") else { return }
    var facts = stat()
    guard lstat(folder, &facts) == 0, facts.st_uid == getuid(), facts.st_mode & S_IFMT == S_IFDIR,
      facts.st_mode & 0o022 == 0
    else {
      throw PosError(
        .failure, "\(folder) is not a folder of this user", remedy: "give another --socket, or remove it")
    }
  }
}
