import PosClient
import PosModel
import PosProtocol
import Reactor

/// Writes events for people: time, device, what happened; or as they are, for programs.
@ReactorActor
final class EventPrinter {
  private let json: Bool
  private var names: [String: String] = [:]
  /// The last status of each printer, as it was shown: what changes is not always what a person reads.
  private var statuses: [String: String] = [:]

  init(json: Bool) {
    self.json = json
  }

  /// So that lines show a device's role instead of its id.
  func learn(_ device: DeviceDescription) {
    names[device.id] = device.name
  }

  func show(_ event: ServerLine) {
    if json { return Console.out.line(String(decoding: event.text, as: UTF8.self)) }
    guard let stamp = event.stamp else { return showGap(event) }
    // The time of day, in UTC as it is on the wire: 09:30:00.123.
    let time = stamp.time.split(separator: "T").last.map { $0.hasSuffix("Z") ? $0.dropLast() : $0 } ?? ""
    let device = names[stamp.device] ?? stamp.device
    let text = describe(event)
    if event.method == PrinterStatusEvent.type {
      if statuses[stamp.device] == text { return }
      statuses[stamp.device] = text
    }
    Console.out.line("\(Style.faint(String(time)))  \(Style.strong(device))  \(text)")
  }

  private func showGap(_ event: ServerLine) {
    guard let gap = event.gap else { return }
    Console.out.line(Style.warning("events \(gap.from) to \(gap.to) are lost"))
  }

  private func describe(_ event: ServerLine) -> String {
    if let scan = event.event(ScannerData.self) { return scan.line }
    if let lost = event.event(ScannerLost.self) { return Style.bad("a scan was lost: \(lost.reason.rawValue)") }
    if let status = event.event(PrinterStatusEvent.self) { return status.status.line }
    if let job = event.event(PrinterJobEvent.self) { return job.job.line }
    if let failover = event.event(KitchenFailover.self) { return failover.line }
    if let drawer = event.event(DrawerStatusEvent.self) {
      let which = drawer.shared == true ? ", this one or another on its line" : ""
      return "drawer \(drawer.open ? Style.warning("open") : "closed") (\(drawer.cause.rawValue)\(which))"
    }
    if let added = event.event(DeviceAdded.self) { return state(of: added.description, "added") }
    if let removed = event.event(DeviceRemoved.self) { return state(of: removed.description, "removed") }
    if let changed = event.event(DeviceChanged.self) { return state(of: changed.description, "now") }
    return event.method ?? ""
  }

  private func state(of device: DeviceDescription, _ verb: String) -> String {
    learn(device)
    let state = device.state.style(device.state.rawValue)
    let reason = device.reason.map { ": \($0.message)\($0.remedy.map { " → " + $0 } ?? "")" } ?? ""
    return "\(verb) \(state)\(reason)"
  }
}

extension ScannerData {
  /// The text with its symbology; of a payment code only the first and last two digits.
  var line: String {
    let shown = secret ? "\(text.prefix(2))…\(text.suffix(2)) (payment code)" : text.escapingControls
    return "\(Style.good(shown))  \(symbology)\(gtin14.map { "  gtin \($0)" } ?? "")"
  }
}

extension KitchenFailover {
  /// `station hot: bar takes over from grill, 3 tickets move: there is no paper`.
  var line: String {
    let why = reason?.message ?? "\(to) is well again"
    return "station \(station): \(Style.warning("\(to) takes over from \(from)")), \(moved) tickets move: \(why)"
  }
}

extension PrinterStatus {
  var line: String {
    var words: [String] = []
    switch online {
    case true?: words.append("online")
    case false?: words.append(Style.bad("offline"))
    case nil: words.append("says nothing of its state")
    }
    if cover == .open { words.append(Style.bad("cover open")) }
    switch paper {
    case .end: words.append(Style.bad("paper end"))
    case .nearEnd: words.append(Style.warning("paper near end"))
    case .ok: words.append("paper ok")
    case .unknown: break
    }
    if cutter == .error { words.append(Style.bad("cutter error")) }
    if let error { words.append(Style.bad("error: \(error)")) }
    return words.joined(separator: ", ")
  }
}

extension PrintJob {
  /// `job 01JD… printed (processed)`, with the reason where it waits.
  var line: String {
    let proof = state == .printed ? " (\(evidence.rawValue))" : ""
    return "job \(job) \(state.style(state.rawValue))\(proof)\(reason.map { ": \($0.message)" } ?? "")"
  }
}

extension String {
  /// Control characters as `⟨1D⟩`: a barcode must not drive the terminal.
  var escapingControls: String {
    unicodeScalars.reduce(into: "") { text, scalar in
      if scalar.properties.generalCategory == .control {
        let hex = String(scalar.value, radix: 16, uppercase: true)
        text += "⟨\(hex.count == 1 ? "0" : "")\(hex)⟩"
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
  }
}
