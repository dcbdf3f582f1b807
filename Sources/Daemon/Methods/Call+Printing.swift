import PosModel
import PosProtocol
import PrintSpool
import Reactor

extension Call {
  /// Throws `failure` when the jobs cannot be kept on the disk: nothing is printed then.
  var printing: Printing {
    get throws(PosError) {
      guard let printing = daemon.printing else {
        throw PosError(
          .failure, "print jobs cannot be kept: the job file was not opened",
          remedy: "see the log of posd, and check its state directory")
      }
      return printing
    }
  }

  /// The client may change this job: its own, or any as an administrator.
  func requireJob(_ id: String) async throws(PosError) {
    let owner = try await printing.disk.read { (database) throws(PosError) in try database.origin(of: id).owner }
    if owner != session.peer.uid { try require(.admin) }
  }
}
