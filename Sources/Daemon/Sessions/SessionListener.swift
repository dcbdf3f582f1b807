import Logging
import PosModel
import PosProtocol
import Reactor

/// Accepts clients and bounds them per user.
@ReactorActor
package final class SessionListener {
  private unowned let daemon: Daemon
  private var listener: UnixListener?
  private var counts: [UInt32: Int] = [:]

  init(daemon: Daemon) {
    self.daemon = daemon
  }

  /// Listens at a path of its own. Throws `failure` when something else is there or the folder is missing.
  package func listen(path: String, mode: UInt32) throws(PosError) {
    do throws(SystemError) {
      listener = try UnixListener(path: path, mode: mode) { [weak self] descriptor, peer in
        self?.accept(descriptor, peer)
      }
    } catch {
      throw PosError(
        .failure, "posd cannot listen at \(path)",
        remedy: error.symbol == "EADDRINUSE"
          ? "Stop the posd that listens there, or give this one another --socket"
          : "Make the folder and allow posd to write into it", cause: error.description)
    }
  }

  /// Takes the socket that the service manager made.
  package func adopt(_ descriptor: consuming OwnedDescriptor) throws(PosError) {
    do throws(SystemError) {
      listener = try UnixListener(adopting: descriptor) { [weak self] descriptor, peer in
        self?.accept(descriptor, peer)
      }
    } catch {
      throw PosError(.failure, "posd cannot use the socket it was handed", cause: error.description)
    }
  }

  package func close() {
    listener?.close()
    listener = nil
  }

  /// Makes a session of a connected socket; also for a socketpair in tests.
  package func accept(_ descriptor: consuming OwnedDescriptor, _ peer: PeerCredentials) {
    let stream: ByteStream
    do throws(SystemError) {
      stream = try ByteStream(descriptor, queueLimit: daemon.settings.queueLimit)
    } catch {
      daemon.log.error("a client could not be taken", metadata: ["cause": "\(error)"])
      return
    }
    let count = counts[peer.uid, default: 0]
    guard count < daemon.settings.connectionsPerUser else {
      daemon.counters.turnedAway += 1
      daemon.log.notice("tooManyConnections", metadata: ["uid": "\(peer.uid)", "pid": "\(peer.pid)"])
      let error = PosError(
        .tooManyConnections, "User \(peer.uid) has \(count) connections, which is the most",
        remedy: "Close some, or raise connections-per-user under [socket] in posd.toml")
      stream.write(Outgoing.line(Outgoing.answer(to: .null, error: RPCError(error))))
      stream.close()
      return
    }
    counts[peer.uid] = count + 1
    daemon.start(stream, peer)
  }

  func ended(_ session: Session) {
    let left = counts[session.peer.uid, default: 1] - 1
    counts[session.peer.uid] = left > 0 ? left : nil
  }
}
