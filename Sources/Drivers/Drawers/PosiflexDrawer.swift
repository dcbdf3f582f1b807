import PosModel

/// A Posiflex cash drawer with USB: HID reports of 120 bytes that begin with the drawer's number.
///
/// Bytes `n n` open it, `n n+1` ask for its state, which is answered with the byte `n << 4 | closed` (ndf-zz/posiflex-hidcd,
/// from a CR-4115G2). The second byte F0 would put it into its bootloader, so nobody's bytes go through to it.
/// Quirks: `drawer-N`, its number, which is in the low digit of its USB id: 0 to 7.
package struct PosiflexDrawer: Driver {
  package static let name = "posiflex-drawer"
  package static let classes: [DeviceClass] = [.cashDrawer]
  package static let defaultLink = LinkKind.usb

  private static let reportLength = 120

  private var drawer: DirectDrawer
  private let number: UInt8

  package init(_ settings: DriverSettings) throws(PosError) {
    let numbers: [UInt8] = (0...7).filter { settings.quirks.contains("drawer-\($0)") }
    guard numbers.count == 1 else {
      throw PosError(
        .illegal, "a Posiflex drawer needs its number",
        remedy: "give it quirks = [\"drawer-7\"]: the last digit of its USB id")
    }
    number = numbers[0]
    drawer = DirectDrawer(
      settings, kick: Self.report(number, number), question: .report(Self.report(number, number + 1)), openLevel: .high)
  }

  private static func report(_ number: UInt8, _ command: UInt8) -> [UInt8] {
    [number, command] + [UInt8](repeating: 0, count: reportLength - 2)
  }

  package mutating func handle(_ input: DriverInput, now: Instant) -> [DriverAction] {
    switch input {
    case .link(.opened): drawer.opened(now)
    case .link(.closed(let reason)): drawer.closed(reason)
    case .link(.sent(let token, let transferred, let outcome)): drawer.sent(token, transferred, outcome, now)
    case .link(.received(let report)): take(report, now)
    case .link(.controlled), .link(.key), .link(.inputLost), .link(.datagram), .link(.recovered): break
    case .timer(let timer): drawer.fired(timer, now)
    case .command(let id, .drawerLevel):
      refuse(id, "this drawer says itself whether it is open: nothing is to be learned")
    case .command(let id, .directIO):
      refuse(id, "this drawer takes no raw bytes: some put it into its bootloader")
    case .command(let id, let command): drawer.run(command, id, now)
    }
    return drawer.takeActions()
  }

  private mutating func refuse(_ id: CommandID, _ why: String) {
    drawer.actions.append(.reply(id, .failure(PosError(.unsupported, why))))
  }

  private mutating func take(_ report: [UInt8], _ now: Instant) {
    guard let status = report.first, status >> 4 == number else {
      return drawer.actions.append(.count("garbageBytes", report.count))
    }
    drawer.saw(high: status & 0x01 == 0, now)
  }
}
