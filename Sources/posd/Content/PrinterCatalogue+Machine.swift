import Daemon
import EscPos
import Glibc
import PosModel

extension PrinterCatalogue {
  /// The built-in profiles and those of this machine's technician.
  static func ofThisMachine(config: String?) throws -> PrinterCatalogue {
    guard let path = config ?? (access(Configuration.standardPath, R_OK) == 0 ? Configuration.standardPath : nil) else {
      return .builtIn
    }
    do throws(ConfigurationError) {
      return try Configuration.load(path: path).printers
    } catch {
      throw error.posError
    }
  }
}
