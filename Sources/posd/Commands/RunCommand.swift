import ArgumentParser
import Glibc
import PosModel
import Reactor

/// `posd run`.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Runs the daemon in the foreground, until SIGTERM or SIGINT.",
    discussion: """
      As a service it is started by systemd (posd.service). Started by hand it is a private daemon: its socket is in a \
      folder of yours, and only you and root may use it.
      A simulated till begins with an empty state and leaves none: its jobs, their keys and what it learned of printers end \
      with it, unless --state-dir says where they are kept.
      SIGHUP reads the configuration again.
      """)

  @OptionGroup var options: RunOptions

  func run() throws {
    // Before any thread starts, so that all of them inherit the mask and the reactor alone takes the signals.
    Signals.block([SIGTERM, SIGINT, SIGHUP])
    ProcessMemory.boundHeap()
    let options = options
    try ReactorProgram.run(json: options.json) {
      var options = options
      let folder = options.simulate && options.stateDir == nil ? try TemporaryFolder() : nil
      defer { folder?.remove() }
      if let folder { options.stateDir = folder.path }
      try await Till(options).run()
    }
  }
}
