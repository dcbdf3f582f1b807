import Drivers
import EscPos
import PosModel
import Testing

/// A printer, a link and clients that do anything in any order; the seed names a failure.
struct EscPosPrinterDisorderTests {
  /// SplitMix64, so that a failure can be run again.
  private struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
      return mixed ^ mixed >> 31
    }
  }

  private struct World {
    var driver: EscPosPrinter
    var random: Seeded
    var now = Instant(nanoseconds: 0)
    var timers: Set<DriverTimer> = []
    var sends: [(token: LinkToken, bytes: [UInt8])] = []
    var controls: [LinkToken] = []
    var commands: UInt64 = 0
    var replies: [UInt64: Int] = [:]
    var isOpen = false
    /// What the device took of the job under way, and the outcome that was told.
    var content: [UInt8] = []
    var outcomes: [PrintOutcome] = []

    mutating func feed(_ input: DriverInput) {
      now = now + .milliseconds(Int.random(in: 0...700, using: &random))
      for action in driver.handle(input, now: now) {
        switch action {
        case .request(.send(let token, let bytes, _)): sends.append((token, bytes))
        case .request(.control(let token, _)): controls.append(token)
        case .request(.cancelSends): break
        case .request(.datagram), .request(.hold): break
        case .setTimer(let timer, _): timers.insert(timer)
        case .cancelTimer(let timer): timers.remove(timer)
        case .reply(let id, let result):
          replies[id.number, default: 0] += 1
          if case .success(.printed(let outcome)) = result { outcomes.append(outcome) }
        default: break
        }
      }
    }

    mutating func step() {
      switch Int.random(in: 0..<12, using: &random) {
      case 0..<3: command()
      case 3..<6: endSend()
      case 6..<9:
        let count = Int.random(in: 0...5, using: &random)
        let usual: [UInt8] = [0x12, 0x16, 0x1A, 0x72, 0x00, 0x0C, 0x14, 0x3C, 0x0F, 0x5F, 0x37, 0x22, 0x25, 0x3B]
        if isOpen { feed(.link(.received((0..<count).map { _ in pick(usual) }))) }
      case 9:
        if let timer = timers.randomElement(using: &random) {
          timers.remove(timer)
          feed(.timer(timer))
        }
      case 10:
        if !isOpen {
          isOpen = true
          feed(.link(.opened(LinkDescription(canReceive: Bool.random(using: &random)))))
        } else if Int.random(in: 0..<6, using: &random) == 0 {
          close()
        }
      default:
        if isOpen { feed(.link(.recovered)) }
        if let token = controls.popLast() { feed(.link(.controlled(token, .data([0x18])))) }
      }
    }

    mutating func close() {
      for send in sends { feed(.link(.sent(send.token, transferred: 0, .disconnected))) }
      sends = []
      isOpen = false
      feed(.link(.closed(.disconnected)))
    }

    private let text = [UInt8](repeating: 0x41, count: 5000)
    private let picture =
      [0x1B, 0x40, 0x1D, 0x76, 0x30, 0x00, 48, 0x00, 100, 0x00] + [UInt8](repeating: 0, count: 4990)

    private mutating func command() {
      commands += 1
      let work = PrintWork(
        job: "J\(commands)", attempt: 1, bytes: pick([text, picture]), needsGo: Bool.random(using: &random),
        predecessor: Int.random(in: 0..<4, using: &random) == 0 ? StaleMemory(longestCommand: 100) : nil)
      let command: DriverCommand = pick([
        .print(work), .cancelPrint(job: "J\(commands - 1)"), .printerStatus, .openDrawer(DrawerPulse()),
        .drawerStatus(), .drawerLevel, .check(external: false), .directIO([0x1B]), .enableScanning(true), .probe,
        .startPrint(job: "J\(commands - 1)"), .recoverPrinter(clear: Bool.random(using: &random)), .openDrawer(nil),
      ])
      feed(.command(CommandID(commands), command))
    }

    private mutating func endSend() {
      guard !sends.isEmpty else { return }
      let send = sends.removeFirst()
      let outcome: SendOutcome = pick([
        .complete, .complete, .complete, .stalled, .timedOut, .cancelled, .failed("EIO"),
      ])
      let taken = outcome == .complete ? send.bytes.count : Int.random(in: 0...send.bytes.count, using: &random)
      feed(.link(.sent(send.token, transferred: taken, outcome)))
    }

    private mutating func pick<Value>(_ values: [Value]) -> Value {
      values[Int.random(in: 0..<values.count, using: &random)]
    }
  }

  @Test func `whatever happens, every command is answered exactly once and no timer survives the link`() throws {
    for seed in 0..<200 as Range<UInt64> {
      var profile = PrinterProfile.generic
      profile.status.processID = seed % 2 == 0
      profile.status.clearsBuffer = seed % 3 == 0
      let settings = DriverSettings(profile: profile, link: seed % 5 == 0 ? .tcp : seed % 7 == 0 ? .serial : .usb)
      var world = World(driver: try EscPosPrinter(settings), random: Seeded(state: seed))
      for _ in 0..<300 { world.step() }
      world.close()
      #expect(world.timers.isEmpty, "seed \(seed)")
      for number in 1..<max(world.commands, 1) + 1 where world.commands > 0 {
        #expect(world.replies[number] == 1, "seed \(seed), command \(number)")
      }
      // Over USB an unplug takes the count along.
      let least = settings.link == .usb ? 0 : 1
      for case .interrupted(_, let sent) in world.outcomes { #expect((least...5000).contains(sent), "seed \(seed)") }
    }
  }
}
