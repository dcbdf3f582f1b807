/// All drivers, alphabetical: the one list of them.
package let builtinDrivers: [any Driver.Type] = [
  EscPosPrinter.self,
  HIDKeyboardScanner.self,
  HIDPOSScanner.self,
  OEMScanner.self,
  PosiflexDrawer.self,
  SerialDrawer.self,
  SerialScanner.self,
  SNAPIScanner.self,
  SSIScanner.self,
]
