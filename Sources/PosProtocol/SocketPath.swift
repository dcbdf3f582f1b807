/// Where the socket is, as protocol.md says under "Wire".
package enum SocketPath {
  /// Of the service.
  package static let service = "/run/posd/posd.sock"

  /// The places to try, best first; one only when somebody has named it.
  ///
  /// `named` is `--socket`; `environment` gives `POSD_SOCKET` and `XDG_RUNTIME_DIR`.
  package static func candidates(
    named: String? = nil, environment: (String) -> String?, uid: UInt32
  ) -> [String] {
    if let path = named ?? nonEmpty(environment("POSD_SOCKET")) { return [path] }
    return [service] + personal(environment: environment, uid: uid)
  }

  /// Where a private daemon listens when nobody has named a place.
  package static func ofPrivateDaemon(environment: (String) -> String?, uid: UInt32) -> String {
    personal(environment: environment, uid: uid).first ?? fallback(uid)
  }

  private static func personal(environment: (String) -> String?, uid: UInt32) -> [String] {
    guard let folder = nonEmpty(environment("XDG_RUNTIME_DIR")), folder.hasPrefix("/") else { return [fallback(uid)] }
    return [folder + "/posd.sock", fallback(uid)]
  }

  private static func fallback(_ uid: UInt32) -> String {
    "/tmp/posd-\(uid)/posd.sock"
  }

  private static func nonEmpty(_ value: String?) -> String? {
    value.flatMap { $0.isEmpty ? nil : $0 }
  }
}
