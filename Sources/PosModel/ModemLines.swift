/// The lines of a serial port that the other end asserts, as the modem status register of a 16550 has them.
package struct ModemLines: OptionSet, Hashable, Sendable {
  package var rawValue: UInt8

  package init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  package static let clearToSend = ModemLines(rawValue: 0x10)
  package static let dataSetReady = ModemLines(rawValue: 0x20)
  package static let ringIndicator = ModemLines(rawValue: 0x40)
  package static let carrierDetect = ModemLines(rawValue: 0x80)
}
