import PosModel

extension DriverCommand {
  /// How long a driver may take for an answer. A print has this long without any news of it, unless it is known to be
  /// blocked: paper can be out all night.
  var deadline: Duration {
    switch self {
    case .print: .seconds(600)
    case .check, .probe: .seconds(30)
    case .cancelPrint, .startPrint, .recoverPrinter, .directIO: .seconds(10)
    case .printerStatus, .drawerStatus, .drawerLevel, .enableScanning, .beep, .trigger: .seconds(5)
    case .openDrawer: .seconds(4)
    }
  }

  /// The classes of devices that understand it; nil for all.
  var classes: Set<DeviceClass>? {
    switch self {
    case .print, .startPrint, .cancelPrint, .recoverPrinter, .probe, .printerStatus: [.posPrinter]
    case .openDrawer, .drawerStatus: [.cashDrawer, .posPrinter]
    case .drawerLevel: [.cashDrawer]
    case .enableScanning, .beep, .trigger: [.scanner]
    case .check, .directIO: nil
    }
  }

  /// What it asks for, in words.
  var words: String {
    switch self {
    case .print, .startPrint, .cancelPrint: "print"
    case .recoverPrinter: "recover from a printer's error"
    case .probe: "be asked what a printer can do"
    case .printerStatus: "tell a printer's status"
    case .openDrawer, .drawerStatus, .drawerLevel: "open a drawer"
    case .enableScanning, .beep, .trigger: "scan"
    case .check: "check itself"
    case .directIO: "take raw bytes"
    }
  }
}
