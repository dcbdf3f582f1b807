import Reactor

/// The methods that are served beside the built-in ones under `--simulate`.
@ReactorActor
package let simulatorMethods: [any RegisteredMethod.Type] = [
  SimulatorDevicesMethod.self,
  SimulatorDrawerMethod.self,
  SimulatorFaultMethod.self,
  SimulatorPaperMethod.self,
  SimulatorPlugMethod.self,
  SimulatorScanMethod.self,
  SimulatorUnplugMethod.self,
]
