import Drivers
import PosModel
import PosProtocol
import PrintSpool

extension Configuration {
  /// Takes one file over what was read before; what is wrong with it goes to the reader's list.
  mutating func read(_ root: TableReader) {
    var root = root
    if let socket = root.table("socket") { readSocket(socket) }
    for table in root.tables("access") { readAccess(table) }
    for table in root.tables("device") {
      guard let device = ConfiguredDevice(reading: table, printers: printers) else { continue }
      checkName(device.name, table)
      checkPlace(of: device, table)
      devices.append(device)
    }
    for table in root.tables("template") { readTemplate(table) }
    for table in root.tables("station") { readStation(table) }
    if let input = root.table("input") { readInput(input) }
    if let jobs = root.table("jobs") { readJobs(jobs) }
    for table in root.tables("scale-label") { readScaleLabel(table) }
    for table in root.tables("code-prefix") { readCodePrefix(table) }
    if let daemon = root.table("daemon") { readDaemon(daemon) }
    root.finish()
  }

  /// A name leads to one device or one station.
  private func checkName(_ name: String?, _ table: TableReader) {
    guard let name else { return }
    if devices.contains(where: { $0.name == name }) || stations.contains(where: { $0.name == name }) {
      table.fail("name", "\"\(name)\" is given twice")
    }
  }

  /// What hangs on one printer, or on one serial line, has to be told apart.
  private func checkPlace(of device: ConfiguredDevice, _ table: TableReader) {
    for other in devices where device.isPlaced(as: other) {
      let what = other.name.map { "\"\($0)\"" } ?? "another device"
      if device.driver == SerialDrawer.name || other.driver == SerialDrawer.name {
        return table.fail("transport", "is that of \(what): a drawer with a kick of its own has its line to itself")
      }
      let areDrawers = device.class == .cashDrawer && other.class == .cashDrawer
      guard areDrawers, device.name != nil, other.name != nil else { continue }
      if (device.pin ?? 2) == (other.pin ?? 2) {
        return table.fail("pin", "must tell this drawer from \(what) on the same printer: give one of them pin = 5")
      }
    }
  }

  private mutating func readSocket(_ table: TableReader) {
    var table = table
    if let path = table.text("path") {
      // sun_path holds 108 bytes with its NUL (unix(7)).
      if path.hasPrefix("/"), path.utf8.count < 108 {
        socketPath = path
      } else {
        table.fail("path", "must be an absolute path of at most 107 bytes")
      }
    }
    if let limit = table.parsed("line-limit", form: "\"16MiB\"", Quantities.bytes) {
      if (4 << 10...256 << 20).contains(limit) {
        lineLimit = limit
      } else {
        table.fail("line-limit", "must be between 4KiB and 256MiB")
      }
    }
    if let count = table.number("connections-per-uid", in: 1...100_000) { connectionsPerUser = count }
    table.finish()
  }

  private mutating func readAccess(_ table: TableReader) {
    var table = table
    let user = table.text("user")
    let group = table.text("group")
    let allow = table.words("allow", of: Permission.allCases)
    switch (user, group) {
    case (let user?, nil): access.append(AccessRule(.user(user), allow: PermissionSet(allow ?? [])))
    case (nil, let group?): access.append(AccessRule(.group(group), allow: PermissionSet(allow ?? [])))
    default: table.fail("[[access]] needs either user or group")
    }
    if !table.has("allow") { table.fail("[[access]] needs allow") }
    table.finish()
  }

  private mutating func readTemplate(_ table: TableReader) {
    guard let template = TicketTemplate(reading: table) else { return }
    if templates.contains(where: { $0.name == template.name }) {
      table.fail("name", "\"\(template.name)\" is given twice")
    }
    templates.append(template)
  }

  private mutating func readStation(_ table: TableReader) {
    guard let station = Station(reading: table, templates: templates) else { return }
    checkName(station.name, table)
    if station.isDefault, let other = stations.first(where: \.isDefault) {
      table.fail("default", "is \(other.name)'s already: one station takes what goes nowhere else")
    }
    stations.append(station)
  }

  private mutating func readInput(_ table: TableReader) {
    var table = table
    if let hold = table.duration("hold") {
      if hold <= .seconds(30) { inputHold = hold } else { table.fail("hold", "must be at most 30s") }
    }
    table.finish()
  }

  private mutating func readJobs(_ table: TableReader) {
    var table = table
    if let count = table.number("keep", in: 100...1_000_000) { jobRetention.count = count }
    if let days = table.number("keep-days", in: 1...3650) { jobRetention.days = days }
    if let time = table.duration("keep-content") {
      jobRetention.contentTime = time.components.seconds * 1000 + time.components.attoseconds / 1_000_000_000_000_000
    }
    table.finish()
  }

  private mutating func readDaemon(_ table: TableReader) {
    var table = table
    if let flag = table.flag("leave-unbound") { leaveUnbound = flag }
    if let lease = table.duration("claim-lease") { claimLease = lease }
    if let directory = table.text("record") {
      if directory.hasPrefix("/") {
        recordDirectory = directory
      } else {
        table.fail("record", "must be an absolute path")
      }
    }
    table.finish()
  }
}
