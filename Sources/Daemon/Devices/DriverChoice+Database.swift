import Drivers
import PosModel

extension DriverChoice {
  static let fromDatabase: Chooser = { _, _ in [] }
}
