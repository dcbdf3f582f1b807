import Glibc

// usbsim SOCKET: simulated USB devices on this machine's virtual host controller (module vhci-hcd), driven by lines on
// SOCKET. For the end-to-end tests; it needs root and a kernel of its own.

func complain(_ text: String) {
  let bytes = Array("\(text)\n".utf8)
  _ = write(STDERR_FILENO, bytes, bytes.count)
}

func run() -> Int32 {
  guard CommandLine.arguments.count == 2 else {
    complain("usage: usbsim SOCKET")
    return 64
  }
  let loop = EventLoop()
  let bench = Bench(loop: loop)
  do throws(SimulatorError) {
    let control = try ControlSocket(path: CommandLine.arguments[1], bench: bench, loop: loop)
    withExtendedLifetime(control) { loop.run() }
    return 0
  } catch {
    complain("usbsim: \(error.message)")
    return 1
  }
}

exit(run())
