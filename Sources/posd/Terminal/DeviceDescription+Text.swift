import PosModel

extension DeviceDescription {
  /// `Honeywell Voyager 1400g`, without saying the maker twice.
  var makeAndModel: String {
    guard let model else { return vendor ?? "-" }
    guard let vendor, vendor.firstWord != model.firstWord else { return model }
    return "\(vendor) \(model)"
  }
}

extension String {
  fileprivate var firstWord: String {
    lowercased().split(whereSeparator: { !$0.isLetter }).first.map(String.init) ?? ""
  }
}

extension TransportDescription {
  /// `usb 1-1.3`, `tcp 192.0.2.10:9100`, `serial /dev/ttyUSB0`.
  var summary: String {
    let place = address ?? path ?? port
    return place.map { "\(kind.rawValue) \($0)" } ?? kind.rawValue
  }
}

extension DeviceState {
  var style: Style {
    switch self {
    case .ready: .good
    case .opening: .warning
    case .faulted: .bad
    case .absent: .faint
    }
  }
}

extension Capability {
  var text: String {
    switch self {
    case .flag(let flag): flag ? "yes" : "no"
    case .number(let number): "\(number)"
    case .word(let word): word
    }
  }
}
