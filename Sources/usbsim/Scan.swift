/// One code in front of a scanner.
struct Scan {
  var data: [UInt8]
  /// The AIM identifier that the scanner may put before it: `]E0`.
  var aim: String?
  /// Keyboard and serial: what ends the scan.
  var terminator: Terminator = .enter

  enum Terminator: String { case enter, tab, crlf, none }
}

/// A function that turns codes into packets on one IN endpoint.
protocol ScannerFunction: USBFunction {
  var scanEndpoint: UInt8 { get }
  func packets(for scan: Scan) throws(SimulatorError) -> [[UInt8]]
}
