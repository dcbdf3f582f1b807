import Drivers
import PosClient
import PosModel
import PosProtocol
import Reactor

/// Shows scans as they come, and remembers what the verdict needs.
@ReactorActor
final class ScannerTrial {
  private(set) var scans: [ScannerData] = []
  private(set) var lost = 0
  private let json: Bool
  private let showsSecrets: Bool
  private let mode: ScannerMode?
  /// How many scans are enough.
  private let count: Int?
  private var last: Instant?
  private var end: PosError?
  private var isOver = false
  private var waiter: CheckedContinuation<Void, Never>?

  /// A line of `--json`.
  private struct Line: Encodable {
    var scan: Int?
    var lost: ScanLoss?
    var mode: ScannerMode?
    var text: String?
    var symbology: String?
    var aim: String?
    var hex: String?
    var bytes: Int?
    var keys: Int?
    var tookMs: Double?
    var keysPerSecond: Double?
    var sinceMs: Double?
    var delayMs: Double
    var secret: Bool?
  }

  init(json: Bool, showsSecrets: Bool, mode: ScannerMode?, count: Int?) {
    self.json = json
    self.showsSecrets = showsSecrets
    self.mode = mode
    self.count = count
  }

  /// Returns when there were enough scans, or `finish` was called; throws why the daemon has gone.
  func run() async throws {
    if !isOver { await withCheckedContinuation { waiter = $0 } }
    if let end { throw end }
  }

  func finish(_ error: PosError? = nil) {
    guard !isOver else { return }
    isOver = true
    end = error
    waiter?.resume()
    waiter = nil
  }

  func take(_ event: ServerLine) {
    guard !isOver, let stamp = event.stamp else { return }
    let arrived = Instant(nanoseconds: stamp.uptimeNs)
    let delay = Self.milliseconds(Reactor.now - arrived)
    if let scan = event.event(ScannerData.self) {
      scans.append(scan)
      show(scan, since: last.map { Self.milliseconds(arrived - $0) }, delay: delay)
    } else if let loss = event.event(ScannerLost.self) {
      lost += 1
      if json { return writeJSONLine(Line(lost: loss.reason, mode: mode, delayMs: delay)) }
      Console.out.line(Style.bad("lost: \(loss.reason.rawValue)"))
    } else {
      return
    }
    last = arrived
    if let count, scans.count >= count { finish() }
  }

  private func show(_ scan: ScannerData, since: Double?, delay: Double) {
    let isHidden = scan.secret && !showsSecrets
    let text = isHidden ? "\(scan.text.prefix(2))…\(scan.text.suffix(2))" : scan.text
    let bytes = scan.raw.bytes.map { hex($0, digits: 2) }.joined(separator: " ")
    if json {
      return writeJSONLine(
        Line(
          scan: scans.count, mode: mode, text: text, symbology: scan.symbology, aim: scan.aim,
          hex: isHidden ? nil : bytes, bytes: scan.raw.bytes.count, keys: scan.keys, tookMs: scan.tookMs,
          keysPerSecond: scan.keysPerSecond, sinceMs: since, delayMs: delay, secret: scan.secret)
      )
    }
    let mark = scan.secret ? " (payment code)" : ""
    Console.out.line("\(Style.good(text.escapingControls))\(mark)  \(scan.symbology)  \(scan.aim ?? "no AIM id")")
    let time = "\(Self.pace(of: scan))\(since.map { "\($0) ms after the last, " } ?? "")\(delay) ms from arrival"
    let raw = isHidden ? "\(scan.raw.bytes.count) bytes, hidden" : bytes
    Console.out.line(Style.faint("  \(mode.map { "\($0.title), " } ?? "")\(time)\n  \(raw)"))
  }

  private static func pace(of scan: ScannerData) -> String {
    guard let took = scan.tookMs else { return "" }
    guard let keys = scan.keys else { return "\(took) ms from the first report to the last, " }
    let speed = scan.keysPerSecond.map { ", \($0) a second" } ?? ""
    return "\(keys) keys in \(took) ms\(speed), "
  }

  private static func milliseconds(_ duration: Duration) -> Double {
    (duration / .microseconds(100)).rounded() / 10
  }
}

extension ScannerData {
  /// How fast its keys came; nil for what is no keyboard, and where one key was all.
  fileprivate var keysPerSecond: Double? {
    guard let keys, let tookMs, keys > 1, tookMs > 0 else { return nil }
    return (Double(keys - 1) / tookMs * 10_000).rounded() / 10
  }
}
