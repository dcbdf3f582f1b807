/// All checks, in the order in which they are told.
let doctorChecks: [any DoctorCheck.Type] = [
  DaemonCheck.self,
  ConfigurationCheck.self,
  RulesCheck.self,
  DevicesCheck.self,
  GrabbedScannersCheck.self,
  RenderCheck.self,
  ChineseFontsCheck.self,
  StateFolderCheck.self,
  JobsCheck.self,
]
