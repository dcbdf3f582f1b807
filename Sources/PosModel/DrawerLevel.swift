/// The level of a drawer's sensor: pin 3 of a printer's connector, or a modem line.
package enum DrawerLevel: String, Codable, CaseIterable, Hashable, Sendable { case high, low }
