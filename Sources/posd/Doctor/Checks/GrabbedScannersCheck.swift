import PosModel
import Transports

/// Scanners whose keys are the desktop's whenever posd does not run: libusb takes a device away, evdev only borrows it.
enum GrabbedScannersCheck: DoctorCheck {
  static let name = "keyboards"

  private static let risk = "whenever posd does not run, its scans are typed where the cursor is"

  static func findings(in till: TillFacts) -> [Finding] {
    guard case .success = till.daemon else { return [] }
    let grabbed = till.devices.filter { $0.isGrabbed && $0.state != .absent }
    if !grabbed.isEmpty { return grabbed.map { finding($0, till.nodes[$0.id]) } }
    let claimed = till.devices.count { $0.state == .ready && $0.capabilities["exclusive"] == .word("claim") }
    if claimed == 0 { return [ok("no keyboard scanner is ready")] }
    return [ok("\(claimed) keyboard scanner\(claimed == 1 ? "" : "s"), out of the desktop's reach through libusb")]
  }

  private static func finding(_ device: DeviceDescription, _ node: InputNode?) -> Finding {
    let who = device.name ?? device.id
    let stays = "keep posd running (systemctl enable --now posd), or put the scanner on a USB cable or cradle"
    switch node?.bus {
    case .bluetooth:
      return warning("\(who) is grabbed at its event node, for libusb cannot take what is on Bluetooth: \(risk)", stays)
    case .ps2:
      return warning("\(who) is grabbed at its event node, for libusb cannot take what is on PS/2: \(risk)", stays)
    case .usb:
      let match = node?.usb.map { "match = { usb = \"\($0)\" }" } ?? "a match"
      return warning(
        "\(who) is grabbed at its event node although it is on USB, where libusb could take it for good: \(risk)",
        "in its [[device]] write \(match) instead of transport; then make the rules anew (posd rules --config), and replug"
      )
    case .other, nil:
      return warning("\(who) is grabbed at its event node: \(risk)", stays)
    }
  }
}
