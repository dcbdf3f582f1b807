/// A cash drawer on a printer's connector: a solenoid that opens it and a switch on pin 3.
package struct DrawerModel: Hashable, Sendable {
  /// The connector pin of the solenoid: 2 or 5.
  package var pin: Int
  /// The level of pin 3 while the drawer is open; makers differ.
  package var isHighWhenOpen: Bool
  package var isOpen: Bool
  /// The kicks that it got.
  package private(set) var kicks = 0
  /// How long the solenoid was on at the last kick.
  package private(set) var lastKick = Duration.zero

  package init(pin: Int = 2, isHighWhenOpen: Bool = true, isOpen: Bool = false) {
    self.pin = pin
    self.isHighWhenOpen = isHighWhenOpen
    self.isOpen = isOpen
  }

  /// Whether pin 3 is high.
  package var sensorLevel: Bool { isOpen == isHighWhenOpen }

  mutating func pulse(pin: Int, on: Duration) {
    guard pin == self.pin else { return }
    kicks += 1
    lastKick = on
    isOpen = true
  }
}
