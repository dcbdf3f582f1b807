import CLinux
import Glibc

/// What a process does with its signals before it starts threads.
package enum Signals {
  /// Blocks `signals` in the calling thread and all that it starts later, so that ``Reactor/onSignal(_:_:)`` gets them.
  ///
  /// Call it first of all in `main`: a thread that exists already would still take them the default way.
  package static func block(_ signals: [CInt]) {
    var set = set(of: signals)
    pthread_sigmask(SIG_BLOCK, &set, nil)
  }

  /// Makes writes to a closed pipe or socket fail with EPIPE instead of ending the process.
  package static func ignorePipe() {
    signal(SIGPIPE, SIG_IGN)
  }

  static func set(of signals: [CInt]) -> sigset_t {
    var set = sigset_t()
    sigemptyset(&set)
    for signal in signals { sigaddset(&set, signal) }
    return set
  }
}
