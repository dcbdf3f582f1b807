/// Wrong descriptors that cheap firmware or a hostile device shows.
enum Malformation: String, CaseIterable {
  /// The configuration says more bytes than it has.
  case truncatedConfiguration
  /// A descriptor of length 0 in the configuration.
  case zeroLengthDescriptor
  case noConfigurations
  /// The same endpoint address twice in an interface.
  case duplicateEndpoint
  /// An interface that announces more endpoints than it has.
  case missingEndpoints
  /// Strings that stop in the middle of a character or have length 0.
  case brokenStrings
  /// A HID report descriptor of random items.
  case garbageReport

  func apply(to descriptors: inout DeviceDescriptors) {
    switch self {
    case .truncatedConfiguration:
      descriptors.configuration = Array(descriptors.configuration.dropLast(5))
    case .zeroLengthDescriptor:
      descriptors.configuration += [0, 0x24, 0, 0, 0, 0]
      descriptors.fixTotalLength()
    case .noConfigurations:
      descriptors.device[17] = 0
    case .duplicateEndpoint:
      descriptors.configuration += descriptors.configuration.suffix(7)
      descriptors.configuration[9 + 4] += 1
      descriptors.fixTotalLength()
    case .missingEndpoints:
      descriptors.configuration[9 + 4] = 30
    case .brokenStrings:
      descriptors.strings = descriptors.strings.enumerated().map { index, bytes in
        index == 0 ? bytes : index % 2 == 0 ? [0, 3] : [5, 3, 0x00, 0xD8, 0x41]
      }
    case .garbageReport:
      descriptors.reports = descriptors.reports.mapValues { report in
        report.indices.map { UInt8(truncatingIfNeeded: $0 &* 73 ^ 0xA5) }
      }
    }
  }
}

extension DeviceDescriptors {
  fileprivate mutating func fixTotalLength() {
    configuration[2] = UInt8(truncatingIfNeeded: configuration.count)
    configuration[3] = UInt8(truncatingIfNeeded: configuration.count >> 8)
  }
}
