import PosModel
import PosProtocol
import Reactor

extension Call {
  /// Throws `failure` when the jobs cannot be kept on the disk: there is no kitchen then.
  var kitchen: Kitchen {
    get throws(PosError) {
      _ = try printing
      guard let kitchen = daemon.kitchen else { throw PosError(.failure, "the kitchen is not there") }
      return kitchen
    }
  }
}
