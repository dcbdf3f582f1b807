import PosModel
import Testing

@testable import Transports

struct KeyboardNodeTests {
  /// `/proc/bus/input` of a keyboard: B: KEY=402000000 3803078f800d001 feffffdfffefffff fffffffffffffffe.
  private static let keyboard = "402000000 3803078f800d001 feffffdfffefffff fffffffffffffffe\n"

  private func plug(
    _ tree: borrowing ScratchTree, _ event: String, bus: String, keys: String = keyboard, name: String = "Gun\n",
    unique: String? = nil
  ) {
    let folder = "sys/class/input/\(event)"
    tree.file("\(folder)/uevent", "MAJOR=13\nMINOR=67\nDEVNAME=input/\(event)\n")
    tree.file("\(folder)/device/id/bustype", bus + "\n")
    tree.file("\(folder)/device/id/vendor", "0a5c\n")
    tree.file("\(folder)/device/id/product", "8502\n")
    tree.file("\(folder)/device/name", name)
    if let unique { tree.file("\(folder)/device/uniq", unique + "\n") }
    tree.file("\(folder)/device/capabilities/key", keys)
  }

  @Test func `keyboards on Bluetooth and PS2 are found with their names, and nothing else is`() throws {
    let tree = try ScratchTree()
    plug(tree, "event3", bus: "0011", name: "AT Translated Set 2 keyboard\n")
    plug(tree, "event4", bus: "0005", unique: "aa:bb:cc:dd:ee:0f")
    // USB, a PS/2 mouse, and a power button.
    plug(tree, "event5", bus: "0003")
    plug(tree, "event6", bus: "0011", keys: "70000 0 0 0 0\n")
    plug(tree, "event7", bus: "0019", keys: "10000000000000 0\n")
    tree.link("dev/input/by-path/platform-i8042-serio-0-event-kbd", to: "../event3")
    tree.link("dev/input/by-path/platform-i8042-serio-1-event-mouse", to: "../event6")
    tree.link("dev/posd/returns", to: "../input/event4")
    let found = SysfsScan(root: tree.root + "/sys", nodes: tree.root + "/dev").keyboards()
    #expect(
      found == [
        KeyboardNode(
          path: tree.root + "/dev/input/event3", bus: .ps2, vendorID: 0x0A5C, productID: 0x8502,
          name: "AT Translated Set 2 keyboard",
          links: [tree.root + "/dev/input/by-path/platform-i8042-serio-0-event-kbd"]),
        KeyboardNode(
          path: tree.root + "/dev/input/event4", bus: .bluetooth, vendorID: 0x0A5C, productID: 0x8502, name: "Gun",
          address: "aa:bb:cc:dd:ee:0f", links: [tree.root + "/dev/posd/returns"]),
      ])
  }

  @Test func `capabilities that are no numbers belong to no keyboard`() throws {
    let tree = try ScratchTree()
    plug(tree, "event3", bus: "0011", keys: "fffffffffffffffffffffffe\n")
    plug(tree, "event4", bus: "0011", keys: "\n")
    plug(tree, "event5", bus: "zz")
    #expect(SysfsScan(root: tree.root + "/sys", nodes: tree.root + "/dev").keyboards().isEmpty)
  }
}
