import Daemon
import EscPos
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
    for name in names { unlink(path + "/" + name) }
    rmdir(path)
  }

  private var names: [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      names.append(
        withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        })
    }
    return names
  }
}

extension Till {
  /// A till with a ready printer that prints, its drawer, and a job file.
  static func printing(
    _ folder: JobFolder, printers: [String] = ["hot"], settings: DaemonSettings = DaemonSettings(),
    clock: StepWatch? = nil
  ) async throws -> Till {
    let ready = printers.map { name in
      var printer = FakeDevices.printer(name: name)
      if name != "hot" { printer.id += "-\(name)" }
      printer.state = .ready
      printer.reason = nil
      return printer
    }
    let till = Till(settings, devices: [FakeDevices.drawer()] + ready + [FakeDevices.scanner()])
    till.devices.reply = { command in
      if case .print = command { .success(.printed(.completed(.processed))) } else { .success(.done) }
    }
    let log = till.log
    let render = RenderProcess()
    let content = ReceiptSetting(render: render) { _ in nil }
    till.daemon.preview = PaperPreviewing(content: content, render: render) { .builtIn }
    let printing = try Printing(
      path: folder.path + "/jobs.db", devices: till.devices, content: content,
      log: Logger(label: "posd", factory: { _ in log }), clock: clock ?? StepWatch())
    till.daemon.printing = printing
    till.daemon.learned = try LearnedStore(path: folder.path + "/learned.json")
    try await printing.start()
    till.daemon.kitchen?.start()
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

  /// How many attempts have been let go.
  var armedJobs: Int {
    commands.count { if case .startPrint = $0 { true } else { false } }
  }

  /// News of an attempt, as its driver tells it.
  func news(of job: String, on device: String? = nil, sent: Int, total: Int = 9, blocked: PosError?) {
    let printers = descriptions.filter { $0.class == .posPrinter }
    guard let printer = printers.first(where: { $0.id == device }) ?? printers.first else { return }
    observer?.device(
      printer, did: .printProgress(job: job, sent: sent, total: total, blocked: blocked), at: Reactor.now)
  }
}
