import Drivers
import HIDReports
import PosModel
import PosProtocol
import Reactor
import Transports

/// Waits for one code: from the scanners that there are, and from keyboards that are nobody's, which it listens to.
///
/// Those are on USB, on Bluetooth and on PS/2. Of what is typed only the code decides; no key is logged, kept beyond its run, or answered.
@ReactorActor
package final class ScannerIdentification {
  /// No till has more; each costs a thread for a moment.
  private static let mostKeyboards = 16

  private let text: String
  private let devices: any Devices
  private var rhythm: ScannerRhythm
  private var keyboards: [String: UnownedKeyboard] = [:]
  private var nodes: [String: KeyboardNode] = [:]
  private var listeners: [any KeyListening] = []
  private var watched = 0
  /// Nodes that could not be opened.
  private var closed: [String] = []
  private var done: CheckedContinuation<Result<ScannerIdentify.Reply, PosError>, Never>?
  private var timer: ReactorTimer?
  private var pause: ReactorTimer?

  /// Throws for a text that no scanner sends.
  init(expecting text: String, devices: any Devices) throws(PosError) {
    self.text = text
    self.devices = devices
    rhythm = try ScannerRhythm(expecting: text)
  }

  /// Throws `timeout`, and `busy` when the caller has gone.
  func run(for limit: Duration) async throws(PosError) -> ScannerIdentify.Reply {
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { (done: CheckedContinuation<Result<ScannerIdentify.Reply, PosError>, Never>) in
        guard !Task.isCancelled else { return done.resume(returning: .failure(Self.gone)) }
        self.done = done
        timer = Reactor.shared.schedule(after: limit) { [weak self] in self?.expire() }
        listen()
      }
    } onCancel: {
      Reactor.shared.post { [weak self] in self?.finish(.failure(Self.gone)) }
    }
    return try result.get()
  }

  /// Whether a scan of a device was the code; then it is nobody else's.
  func scanned(_ code: ScannedCode, by device: DeviceDescription) -> Bool {
    guard done != nil, code.raw.elementsEqual(text.utf8) else { return false }
    var reply = ScannerIdentify.Reply(watched: watched)
    reply.device = device.id
    reply.name = device.name
    reply.vid = device.transport.vid
    reply.pid = device.transport.pid
    reply.product = device.model
    reply.serial = device.serial
    reply.port = device.transport.port
    reply.path = device.transport.path
    reply.mode = ScannerMode(driver: device.driver)?.rawValue
    if device.name == nil { reply.configuration = ScannerEntry(device)?.text }
    finish(.success(reply))
    return true
  }

  // MARK: Keyboards

  private func listen() {
    for keyboard in devices.unownedKeyboards.prefix(Self.mostKeyboards) {
      keyboards[keyboard.path] = keyboard
      listen(to: keyboard.path)
    }
    devices.findKeyboardNodes { [weak self] found in
      guard let self, done != nil else { return }
      for node in found.prefix(Self.mostKeyboards - keyboards.count) {
        nodes[node.path] = node
        listen(to: node.path)
      }
    }
  }

  private func listen(to path: String) {
    if let listener = devices.listen(toKeysAt: path, { [weak self] in self?.hear($0, from: path) }) {
      listeners.append(listener)
    }
  }

  private func hear(_ hearing: KeyHearing, from path: String) {
    guard done != nil else { return }
    switch hearing {
    case .opened: watched += 1
    case .failed: closed.append(path)
    case .lost: break
    case .key(let key, let time):
      if let finding = rhythm.take(key, from: path, at: time) { return found(finding) }
      pause?.cancel()
      pause = Reactor.shared.schedule(after: ScannerRhythm.pause) { [weak self] in self?.pauseOver() }
    }
  }

  private func pauseOver() {
    if let finding = rhythm.finding(at: Reactor.now) { found(finding) }
  }

  private func found(_ finding: ScannerRhythm.Finding) {
    var reply = ScannerIdentify.Reply(watched: watched)
    if let keyboard = keyboards[finding.source] {
      tell(keyboard.device, in: &reply)
      reply.configuration =
        ScannerEntry(keyboard, layout: finding.layout, present: keyboards.values.map(\.device)).text
    } else if let node = nodes[finding.source] {
      tell(node, in: &reply)
      reply.configuration = ScannerEntry(node, layout: finding.layout)?.text
    } else {
      return
    }
    reply.path = finding.source
    reply.mode = ScannerMode.keyboard.rawValue
    reply.layout = finding.layout
    if !finding.otherLayouts.isEmpty { reply.otherLayouts = finding.otherLayouts }
    reply.terminator =
      switch finding.terminator {
      case .enter?: .enter
      case .tab?: .tab
      case .downArrow?: .downArrow
      case nil: nil
      }
    reply.paceMs = Double(finding.pace / .microseconds(1)) / 1000
    finish(.success(reply))
  }

  private func tell(_ device: DiscoveredDevice, in reply: inout ScannerIdentify.Reply) {
    reply.vid = hex(device.vendorID, digits: 4)
    reply.pid = hex(device.productID, digits: 4)
    reply.product = device.product
    reply.serial = device.serial
    reply.port = device.port
  }

  private func tell(_ node: KeyboardNode, in reply: inout ScannerIdentify.Reply) {
    // What a PS/2 keyboard has there is the kernel's.
    if node.bus == .bluetooth {
      reply.vid = hex(node.vendorID, digits: 4)
      reply.pid = hex(node.productID, digits: 4)
    }
    reply.product = node.name
    reply.serial = node.address
  }

  // MARK: The end

  private func expire() {
    var remedy = "scan the code with the scanner again"
    if !closed.isEmpty {
      let nodes = closed.sorted().joined(separator: " ")
      remedy =
        "posd may not read \(nodes): open them until the next replug with setfacl -m u:posd:r \(nodes), then try again"
    }
    finish(.failure(PosError(.timeout, "nobody has scanned the code", remedy: remedy)))
  }

  private func finish(_ result: Result<ScannerIdentify.Reply, PosError>) {
    guard let done else { return }
    self.done = nil
    timer?.cancel()
    pause?.cancel()
    for listener in listeners { listener.stop() }
    listeners = []
    done.resume(returning: result)
  }

  private static let gone = PosError(.busy, "nobody waits for the code any more")
}
