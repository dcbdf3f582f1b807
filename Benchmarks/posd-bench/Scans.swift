import Drivers
import Glibc
import PosModel
import Simulator

/// `count` scans shared out to all modes: every tenth is as long as a QR code, the others are articles.
func recordedScans(_ count: Int) throws -> [ScanRun] {
  var runs = [
    ScanRun(
      "hidpos", try HIDPOSScanner(DriverSettings()), ScannerModel(.hidPOS), descriptor: HIDDescriptors.posScanner),
    ScanRun("keyboard", try HIDKeyboardScanner(DriverSettings()), ScannerModel(.keyboard(.control))),
    ScanRun("snapi", try SNAPIScanner(DriverSettings()), ScannerModel(.snapi)),
    ScanRun("oem", try OEMScanner(DriverSettings()), ScannerModel(.oem(tableTop: false))),
    ScanRun("ssi", try SSIScanner(DriverSettings(link: .serial)), ScannerModel(.ssi)),
    ScanRun("serial", try SerialScanner(DriverSettings(link: .serial)), ScannerModel(.serial)),
  ]
  for number in 0..<count {
    let isLong = number / runs.count % 10 == 9
    let text = isLong ? String(repeating: "\(number) ", count: 60) : "4006381\(100_000 + number)"
    try runs[number % runs.count].record(Array(text.utf8))
  }
  return runs
}

/// Each mode by itself, then all at the same time: all scans must come, whole and in their order.
func scans(_ count: Int) throws {
  let runs = try recordedScans(count)
  var fields = runs.map { run in
    var driver = run.opened()
    var harvest = ScanHarvest(expecting: run.codes.count)
    let time = measured(1) { for step in run.steps { harvest.take(driver.handle(step.input, now: step.time)) } }
    return field(
      run.name, scans: run.codes.count, wrong: harvest.wrong(beside: run.codes), lost: harvest.lost,
      reports: run.reports, time)
  }
  var drivers = runs.map { $0.opened() }
  var harvests = runs.map { ScanHarvest(expecting: $0.codes.count) }
  let together = runs.indices.flatMap { mode in runs[mode].steps.map { (mode: mode, step: $0) } }
    .sorted { $0.step.time < $1.step.time }
  let time = measured(1) {
    for (mode, step) in together { harvests[mode].take(drivers[mode].handle(step.input, now: step.time)) }
  }
  fields.append(
    field(
      "mixed", scans: count, wrong: zip(runs, harvests).reduce(0) { $0 + $1.1.wrong(beside: $1.0.codes) },
      lost: harvests.reduce(0) { $0 + $1.lost }, reports: runs.reduce(0) { $0 + $1.reports }, time))
  print("{\(fields.joined(separator: ", "))}")
}

private func field(_ name: String, scans: Int, wrong: Int, lost: Int, reports: Int, _ time: Double) -> String {
  "\"\(name)\": {\"scans\": \(scans), \"wrong\": \(wrong), \"lost\": \(lost), \"reports\": \(reports), \"us\": \(time)}"
}

// MARK: Memory

/// The blocks that a driver asks for, by the preloaded allocations.c: of a scan of 13 bytes, and of a report of a long one.
func allocations(_ count: Int) throws {
  typealias Count = @convention(c) () -> Int
  guard let symbol = dlsym(nil, "allocations_made") else { throw Usage() }
  let made = unsafeBitCast(symbol, to: Count.self)
  let fields = try recordedScans(count).map { run in
    var driver = run.opened()
    var (short, long) = (AllocationCount(), AllocationCount())
    var (blocks, reports) = (0, 0)
    for step in run.steps {
      if case .link(.received) = step.input { reports += 1 }
      let before = made()
      let actions = driver.handle(step.input, now: step.time)
      blocks += made() - before
      withExtendedLifetime(actions) {}
      guard let number = step.ends else { continue }
      // The first scans make room for those after them.
      if number >= run.codes.count / 2 {
        if run.codes[number].count == 13 { short.add(blocks, reports) } else { long.add(blocks, reports) }
      }
      (blocks, reports) = (0, 0)
    }
    return "\"\(run.name)\": {\"short\": \(short.text), \"long\": \(long.text)}"
  }
  print("{\(fields.joined(separator: ", "))}")
}

private struct AllocationCount {
  private var scans = 0
  private var blocks = 0
  private var reports = 0
  private var most = 0

  mutating func add(_ blocks: Int, _ reports: Int) {
    scans += 1
    self.blocks += blocks
    self.reports += reports
    most = max(most, blocks)
  }

  var text: String { "{\"scans\": \(scans), \"blocks\": \(blocks), \"reports\": \(reports), \"most\": \(most)}" }
}
