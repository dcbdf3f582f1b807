import PosModel

extension SysfsScan {
  /// More than any till has; the rest is not looked at.
  private static let nodeLimit = 256
  /// In which udev and the configuration's rules make links to event nodes, below `/dev`.
  private static let linkFolders = ["input/by-path", "input/by-id", "posd"]

  /// The keyboards on Bluetooth and PS/2, in the order of their names.
  func keyboards() -> [KeyboardNode] {
    let input = tree.root + "/class/input"
    return tree.names(in: input).filter { $0.hasPrefix("event") }.prefix(Self.nodeLimit).compactMap {
      keyboard(input + "/" + $0)
    }
  }

  private func keyboard(_ event: String) -> KeyboardNode? {
    let device = event + "/device"
    let bus = tree.hexadecimal(device + "/id/bustype").map(InputBus.init)
    guard let bus, bus == .bluetooth || bus == .ps2, typesDigits(device), let path = node(of: event) else { return nil }
    return KeyboardNode(
      path: path, bus: bus, vendorID: tree.hexadecimal(device + "/id/vendor") ?? 0,
      productID: tree.hexadecimal(device + "/id/product") ?? 0, name: tree.text(device + "/name"),
      address: bus == .bluetooth ? tree.text(device + "/uniq") : nil, links: links(to: path))
  }

  /// Whether it has the digits and Enter: key codes 2 to 11 and 28 in the last of the words, 64 bits each.
  private func typesDigits(_ device: String) -> Bool {
    guard let keys = tree.text(device + "/capabilities/key"),
      let low = keys.split(separator: " ").last.flatMap({ UInt64($0, radix: 16) })
    else { return false }
    return low & 0x1000_0FFC == 0x1000_0FFC
  }

  private func links(to path: String) -> [String] {
    let name = path.split(separator: "/").last.map(String.init)
    return Self.linkFolders.flatMap { folder in
      tree.names(in: nodes + "/" + folder).map { nodes + "/" + folder + "/" + $0 }.filter { tree.linkName($0) == name }
    }
  }
}
