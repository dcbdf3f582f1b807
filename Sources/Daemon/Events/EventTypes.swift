import PosProtocol

/// All events of devices, alphabetical: the one list of them.
package let eventTypes: [any Event.Type] = [
  DeviceAdded.self,
  DeviceChanged.self,
  DeviceRemoved.self,
  DrawerStatusEvent.self,
  KitchenFailover.self,
  PrinterJobEvent.self,
  PrinterStatusEvent.self,
  ScannerData.self,
  ScannerLost.self,
]
