import Reactor

/// All methods of the daemon itself, alphabetical: the one list of them.
@ReactorActor
package let builtinMethods: [any RegisteredMethod.Type] = [
  DaemonMetricsMethod.self,
  DaemonReloadMethod.self,
  DaemonStatusMethod.self,
  DeviceCheckMethod.self,
  DeviceClaimMethod.self,
  DeviceDirectIOMethod.self,
  DeviceGetMethod.self,
  DeviceListMethod.self,
  DeviceReleaseMethod.self,
  DeviceRetainMethod.self,
  DeviceStatisticsMethod.self,
  EventsGrantMethod.self,
  EventsSubscribeMethod.self,
  EventsUnsubscribeMethod.self,
  RpcDiscoverMethod.self,
  ScannerBeepMethod.self,
  ScannerEnableMethod.self,
  ScannerTriggerMethod.self,
  SessionHelloMethod.self,
  SessionPingMethod.self,
]
