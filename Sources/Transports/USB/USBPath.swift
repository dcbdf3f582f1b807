import PosModel

/// How bytes go to and from one interface: an alternate setting and its endpoints, always from the descriptors.
struct USBPath: Hashable, Sendable {
  enum Output: Hashable, Sendable {
    case none
    case bulk(UInt8)
    case interrupt(UInt8)
    /// HID without an OUT endpoint: SET_REPORT on endpoint 0 (HID 1.11, 7.2.2).
    case setReport
  }

  struct Input: Hashable, Sendable {
    var address: UInt8
    var isInterrupt: Bool
    var maximumPacket: Int
  }

  var setting: USBAltSetting
  /// Whether the setting must be selected: the interface has several and the device is known to bear it.
  var mustSelect: Bool
  var output: Output
  var input: Input?

  var isHID: Bool { setting.classCode == 3 }

  /// nil: no setting of the interface can be used.
  init?(_ settings: [USBAltSetting], quirks: Set<String>) {
    guard let setting = Self.best(settings) else { return nil }
    self.setting = setting
    mustSelect = settings.count > 1 && !quirks.contains("no-alt-set")
    let bulkOut = setting.endpoints.first { $0.kind == .bulk && !$0.isInput }
    let interruptOut = setting.endpoints.first { $0.kind == .interrupt && !$0.isInput }
    if setting.classCode == 3 {
      output = interruptOut.map { .interrupt($0.address) } ?? .setReport
      input = setting.endpoints.first { $0.kind == .interrupt && $0.isInput }.map { Input($0) }
      return
    }
    output = bulkOut.map { .bulk($0.address) } ?? interruptOut.map { .interrupt($0.address) } ?? .none
    let bulkIn = setting.endpoints.first { $0.kind == .bulk && $0.isInput }
    let anyIn = bulkIn ?? setting.endpoints.first { $0.kind == .interrupt && $0.isInput }
    input = quirks.contains("unidir") ? nil : anyIn.map { Input($0) }
  }

  private static func best(_ settings: [USBAltSetting]) -> USBAltSetting? {
    let usable = settings.filter { setting in
      switch setting.classCode {
      case 3: setting.endpoints.contains { $0.kind == .interrupt && $0.isInput }
      case 7: setting.endpoints.contains { $0.kind == .bulk && !$0.isInput }
      default: setting.endpoints.contains { $0.kind == .bulk || $0.kind == .interrupt }
      }
    }
    return usable.min { rank($0) < rank($1) }
  }

  /// Printers: bidirectional, then unidirectional, then IEEE 1284.4, as the kernel's usblp prefers them. Others: what
  /// can print comes first.
  private static func rank(_ setting: USBAltSetting) -> Int {
    if setting.classCode == 7 {
      return [2: 0, 1: 1, 3: 2][setting.protocol] ?? 3
    }
    return setting.endpoints.contains { $0.kind == .bulk && !$0.isInput } ? 0 : 1
  }
}

extension USBPath.Input {
  init(_ endpoint: USBAltSetting.Endpoint) {
    self.init(
      address: endpoint.address, isInterrupt: endpoint.kind == .interrupt, maximumPacket: max(1, endpoint.maximumPacket)
    )
  }
}

/// One alternate setting of an interface, as its descriptor has it (USB 2.0, 9.6.5).
struct USBAltSetting: Hashable, Sendable {
  enum Kind: Hashable, Sendable { case control, isochronous, bulk, interrupt }

  struct Endpoint: Hashable, Sendable {
    var address: UInt8
    var kind: Kind
    var maximumPacket: Int

    var isInput: Bool { address & 0x80 != 0 }
  }

  var number: Int
  var classCode: UInt8
  var `protocol`: UInt8
  var endpoints: [Endpoint]
  /// wDescriptorLength of the report descriptor, from the HID descriptor (HID 1.11, 6.2.1).
  var reportDescriptorLength: Int?
}
