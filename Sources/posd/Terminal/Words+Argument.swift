import ArgumentParser
import PosModel
import PosProtocol

extension PrintPolicy: ExpressibleByArgument {}
extension PrintLane: ExpressibleByArgument {}
extension PrintJobState: ExpressibleByArgument {}
extension JobsResolve.Verdict: ExpressibleByArgument {}
extension DrawerLevel: ExpressibleByArgument {}
