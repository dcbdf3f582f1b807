import PosModel

extension ScannerModel {
  /// Whether packets of a scan wait for the host: show codes with `show`, then fetch `nextPacket` after each input.
  package var converses: Bool {
    switch mode {
    case .snapi, .oem, .ssi: true
    case .keyboard, .hidPOS, .serial: false
    }
  }

  /// Puts a code in front of a scanner that converses. Throws as `packets` does.
  package mutating func show(_ code: [UInt8], aim: String? = nil) throws(PosError) {
    dialogue.queue(try packets(for: code, aim: aim))
  }

  /// What such a scanner sends now; nil when it waits, or has nothing.
  package mutating func nextPacket() -> [UInt8]? {
    let packet = dialogue.next()
    // IBM's protocol has no acknowledgement.
    if case .oem = mode { dialogue.acknowledge() }
    return packet
  }

  mutating func converse(_ bytes: [UInt8]) {
    switch mode {
    case .snapi: takeSNAPI(bytes)
    case .oem: takeOEM(bytes)
    case .ssi: takeSSI(bytes)
    case .keyboard, .hidPOS, .serial: break
    }
  }

  /// Zebra's code type for an AIM identifier, in SNAPI and SSI.
  static func zebraType(_ aim: String, _ length: Int) -> UInt8 {
    switch aim {
    case "]E0": length == 12 ? 8 : 11
    case "]E3": length == 15 ? 75 : 139
    case "]E4": 10
    case "]C1": 15
    case _ where aim.hasPrefix("]A"): 1
    case _ where aim.hasPrefix("]I"): 6
    case _ where aim.hasPrefix("]Q"): 28
    case _ where aim.hasPrefix("]d"): 27
    case _ where aim.hasPrefix("]e"): 48
    default: 3
    }
  }
}
