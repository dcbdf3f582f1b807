import Daemon
import Glibc
import Logging
import PosModel
import PosProtocol
import Reactor

/// A folder for the job file of one test; removed with the test.
final class JobFolder: Sendable {
  let path: String

  init() throws {
    var template = Array("/tmp/posd-jobs-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw PosError(.failure, "no temporary folder") }
    path = template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
  }

  deinit {
    for name in ["jobs.db", "jobs.db-wal", "jobs.db-shm"] { unlink(path + "/" + name) }
    rmdir(path)
  }
}

extension Till {
  /// A till with a ready printer that prints, its drawer, and a job file.
  static func printing(_ folder: JobFolder) async throws -> Till {
    var printer = FakeDevices.printer()
    printer.state = .ready
    printer.reason = nil
    let till = Till(devices: [FakeDevices.drawer(), printer, FakeDevices.scanner()])
    till.devices.reply = { command in
      if case .print = command { .success(.printed(.completed(.processed))) } else { .success(.done) }
    }
    let log = till.log
    let printing = try Printing(
      path: folder.path + "/jobs.db", devices: till.devices, log: Logger(label: "posd", factory: { _ in log }))
    till.daemon.printing = printing
    try await printing.start()
    return till
  }
}

extension FakeDevices {
  static func drawer() -> DeviceDescription {
    var drawer = printer(name: "till")
    drawer.id = "drawer-tcp-192.0.2.10"
    drawer.class = .cashDrawer
    drawer.state = .ready
    drawer.reason = nil
    return drawer
  }

  /// The bytes of the print commands so far.
  var printed: [[UInt8]] {
    commands.compactMap { if case .print(let work) = $0 { work.bytes } else { nil } }
  }
}
