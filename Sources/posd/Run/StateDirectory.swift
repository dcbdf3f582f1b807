import Glibc
import PosModel

/// Where print jobs are kept, and what was learned of printers.
enum StateDirectory {
  /// `--state-dir`, else the service manager's `$STATE_DIRECTORY`, else `posd` in the user's XDG state folder. Made with
  /// mode 0700 where it is missing.
  static func path(named: String?) throws(PosError) -> String {
    let path = try place(named: named)
    try make(path)
    return path
  }

  /// The same, and nothing is made.
  static func place(named: String?) throws(PosError) -> String {
    if let given = named ?? service { return given }
    return try personal()
  }

  /// `path` as another process finds it.
  static func absolute(_ path: String) -> String {
    guard !path.hasPrefix("/"), let here = getcwd(nil, 0) else { return path }
    defer { free(here) }
    return String(cString: here) + "/" + path
  }

  /// Where the service manager says.
  static var service: String? {
    // systemd gives several, separated by colons, where a unit names several.
    environmentVariable("STATE_DIRECTORY")?.split(separator: ":").first.map(String.init)
  }

  /// The user's own.
  static func personal() throws(PosError) -> String {
    if let folder = environmentVariable("XDG_STATE_HOME"), folder.hasPrefix("/") { return folder + "/posd" }
    guard let home = environmentVariable("HOME"), home.hasPrefix("/") else {
      throw PosError(.illegal, "there is no folder for the print jobs: HOME is not set", remedy: "give --state-dir")
    }
    return home + "/.local/state/posd"
  }

  private static func make(_ path: String) throws(PosError) {
    var made = ""
    for part in path.split(separator: "/", omittingEmptySubsequences: true) {
      made += (made.isEmpty && !path.hasPrefix("/") ? "" : "/") + part
      if mkdir(made, 0o700) != 0, errno != EEXIST, errno != EROFS, errno != EACCES {
        throw PosError(
          .failure, "cannot make the folder \(made)", remedy: "give another --state-dir", cause: "errno \(errno)")
      }
    }
    if access(path, R_OK | W_OK | X_OK) != 0 {
      throw PosError(
        .failure, "this user cannot write to \(path), where print jobs are kept",
        remedy: "give --state-dir, or run posd as its own user", cause: "errno \(errno)")
    }
  }
}
