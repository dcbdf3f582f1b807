import PosTesting
import Reactor
import Testing

@testable import posd

/// Refusals in words that can be typed.
@Suite struct CommandWordsTests {
  @Test(arguments: [
    ("jobs.list shows the jobs that are still known", "posd jobs shows the jobs that are still known"),
    ("jobs.list with attention shows the jobs", "posd jobs --attention shows the jobs"),
    (
      "give day for one of another day; kitchen.status says the last number",
      "give --day for one of another day; posd kitchen says the last number"
    ),
    (
      "hot is a posPrinter, and drawer.open wants a cashDrawer",
      "hot is a posPrinter, and posd drawer open wants a cashDrawer"
    ),
    ("call printer.test, or run posd printer test", "run posd printer test"),
    ("see docs/kitchen.md for an example", "see docs/kitchen.md for an example"),
  ]) func `advice is given in the words of the command line`(socket: String, shell: String) {
    #expect(socket.inCommandWords == shell)
  }

  @Test @ReactorActor func `refusals name commands and no methods`() async throws {
    let posd = try SimulatedPosd()
    try await posd.ready("receipt")
    let job = try await posd.run("jobs", "show", "nope")
    #expect(job.exit == .code(1) && job.errors.contains("→ posd jobs shows"), "\(job.errors)")
    let drawer = try await posd.run("drawer", "open", "receipt")
    #expect(drawer.errors.contains("posd drawer open wants a cashDrawer"), "\(drawer.errors)")
    #expect(drawer.errors.contains("→ there are: ") && drawer.errors.contains("till-drawer"), "\(drawer.errors)")
    await posd.stop()
  }
}
