import Drivers
import PosModel
import Reactor
import Transports

/// The keys of a `[[device]]` that are about a drawer.
struct DrawerKeys {
  private let openLevel: DrawerLevel?
  private let leftOpen: Duration?
  private let pin: Int?
  private let pulse: Duration?
  private let pulseOff: Duration?
  private let kick: DrawerKick?
  private let line: DriverSettings.DrawerLine?

  init(reading table: inout TableReader) {
    openLevel = table.word("drawer-open-level", of: DrawerLevel.allCases)
    leftOpen = table.duration("left-open")
    pin = table.number("pin", in: 2...5)
    pulse = Self.pulse("pulse", &table)
    pulseOff = Self.pulse("pulse-off", &table)
    kick = table.parsed("kick", form: DrawerKick.form) { DrawerKick($0) }
    line = table.word("sensor", of: DriverSettings.DrawerLine.allCases)
    if let pin, pin != 2, pin != 5 { table.fail("pin", "must be 2 or 5: the connector's pin of the drawer's solenoid") }
  }

  /// ESC p counts in 2 ms up to 510 ms.
  private static func pulse(_ key: String, _ table: inout TableReader) -> Duration? {
    guard let time = table.duration(key) else { return nil }
    if (.milliseconds(2) ... .milliseconds(510)).contains(time) { return time }
    table.fail(key, "must be 2ms to 510ms")
    return nil
  }

  /// Reports what does not go together. A `kick` or a `sensor` is of a drawer alone on its line, and says the driver.
  func check(
    _ deviceClass: DeviceClass?, _ driver: inout String?, _ attachment: ConfiguredDevice.Attachment?,
    _ table: TableReader
  ) {
    let isDrawer = deviceClass == .cashDrawer
    for key in ["pin", "pulse", "pulse-off", "kick", "sensor"] where table.has(key) && !isDrawer {
      table.fail(key, "is for a drawer: the device needs class = \"cashDrawer\"")
    }
    let isAlone = table.has("kick") || table.has("sensor")
    if isAlone, isDrawer, driver == nil { driver = SerialDrawer.name }
    guard driver == SerialDrawer.name else {
      if isAlone, isDrawer { table.fail("driver", "must be \(SerialDrawer.name) where kick or sensor is given") }
      return
    }
    switch attachment {
    case .serial(let address) where address.flow != .none:
      table.fail("transport", "must have flow=none: a kick that is held back would open the drawer later")
    case .tcp: table.fail("transport", "must be a serial line for a drawer with a kick of its own")
    default: break
    }
  }

  func apply(to device: inout ConfiguredDevice) {
    device.drawerOpenLevel = openLevel
    device.leftOpen = leftOpen
    device.pin = pin
    device.pulse = pulse
    device.pulseOff = pulseOff
    device.kick = kick
    device.drawerLine = line
  }
}
