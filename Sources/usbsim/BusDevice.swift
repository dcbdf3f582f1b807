import Glibc
import PosModel

/// One device on the bus: chapter 9, endpoint queues and halts; the rest is its function's.
final class BusDevice: USBBus {
  let descriptors: DeviceDescriptors
  let function: any USBFunction
  /// Sends a reply to the host.
  var reply: (USBIPReply) -> Void = { _ in }
  var pullPlug: () -> Void = {}

  /// For `stats`: what the host did, and in `lastInNs` when it was last given a packet.
  private(set) var counters: [String: Int] = [:]

  private struct OutTransfer {
    var sequence: UInt32
    var data: [UInt8]
    var taken = 0
  }

  private struct InTransfer {
    var sequence: UInt32
    var length: Int
  }

  private var configuration: UInt8 = 0
  private var halted: Set<UInt8> = []
  private var waitingOut: [UInt8: [OutTransfer]] = [:]
  private var waitingIn: [UInt8: [InTransfer]] = [:]
  private var outbox: [UInt8: [[UInt8]]] = [:]
  /// Reports that nobody fetched are dropped beyond this, as a device with a small buffer does.
  private let outboxLimit = 65_536

  init(descriptors: DeviceDescriptors, function: any USBFunction) {
    self.descriptors = descriptors
    self.function = function
    function.bus = self
  }

  func handle(_ request: USBIPRequest) {
    switch request {
    case .submit(let submit) where submit.endpoint == 0:
      control(submit)
    case .submit(let submit) where submit.isIn:
      count("in")
      waitingIn[submit.endpoint | 0x80, default: []].append(
        InTransfer(sequence: submit.sequence, length: submit.length))
      pumpIn(submit.endpoint | 0x80)
    case .submit(let submit):
      count("out")
      waitingOut[submit.endpoint, default: []].append(OutTransfer(sequence: submit.sequence, data: submit.data))
      pumpOut(submit.endpoint)
    case .unlink(let sequence, let target):
      unlink(target, sequence: sequence)
    }
  }

  func send(_ data: [UInt8], endpoint: UInt8) {
    guard outbox[endpoint, default: []].count < outboxLimit else { return count("dropped") }
    outbox[endpoint, default: []].append(data)
    pumpIn(endpoint)
  }

  func resume(endpoint: UInt8) {
    if endpoint & 0x80 == 0 { pumpOut(endpoint) } else { pumpIn(endpoint) }
  }

  func unplug() { pullPlug() }

  /// Halts an endpoint until the host clears it.
  func halt(endpoint: UInt8) {
    halted.insert(endpoint)
    resume(endpoint: endpoint)
  }

  /// IN packets that the host has not fetched yet.
  var unsent: Int { outbox.values.reduce(0) { $0 + $1.count } }

  private func count(_ what: String) {
    counters[what, default: 0] += 1
  }

  private func pumpIn(_ endpoint: UInt8) {
    while let transfer = waitingIn[endpoint]?.first {
      if halted.contains(endpoint) {
        waitingIn[endpoint]?.removeFirst()
        count("stalled")
        reply(.submitted(sequence: transfer.sequence, .stalled, length: 0, data: []))
        continue
      }
      guard let packet = outbox[endpoint]?.first else { return }
      waitingIn[endpoint]?.removeFirst()
      outbox[endpoint]?.removeFirst()
      // What does not fit the host's buffer comes with its next transfer.
      if packet.count > transfer.length {
        outbox[endpoint]?.insert(Array(packet.dropFirst(transfer.length)), at: 0)
      }
      let data = Array(packet.prefix(transfer.length))
      counters["lastInNs"] = Self.uptimeNanoseconds
      reply(.submitted(sequence: transfer.sequence, .complete, length: data.count, data: data))
    }
  }

  /// The clock of the events' `uptimeNs`.
  private static var uptimeNanoseconds: Int {
    var time = timespec()
    clock_gettime(CLOCK_BOOTTIME, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }

  private func pumpOut(_ endpoint: UInt8) {
    while let transfer = waitingOut[endpoint]?.first {
      var answer = OutReply.stall
      if !halted.contains(endpoint) {
        answer = function.receive(transfer.data.dropFirst(transfer.taken), endpoint: endpoint)
      }
      switch answer {
      case .stall:
        halted.insert(endpoint)
        waitingOut[endpoint]?.removeFirst()
        count("stalled")
        reply(.submitted(sequence: transfer.sequence, .stalled, length: transfer.taken, data: []))
      case .accepted(let bytes):
        let taken = transfer.taken + bytes
        // The function may have pulled the plug meanwhile.
        guard waitingOut[endpoint]?.isEmpty == false else { return }
        guard taken >= transfer.data.count else {
          waitingOut[endpoint]?[0].taken = taken
          // It is asked again until it takes nothing: the rest may meet a halt.
          if bytes == 0 { return }
          continue
        }
        waitingOut[endpoint]?.removeFirst()
        reply(.submitted(sequence: transfer.sequence, .complete, length: taken, data: []))
      }
    }
  }

  private func unlink(_ target: UInt32, sequence: UInt32) {
    count("unlinked")
    for endpoint in waitingIn.keys {
      if let index = waitingIn[endpoint]?.firstIndex(where: { $0.sequence == target }) {
        waitingIn[endpoint]?.remove(at: index)
        return reply(.unlinked(sequence: sequence, wasPending: true))
      }
    }
    for endpoint in waitingOut.keys {
      if let index = waitingOut[endpoint]?.firstIndex(where: { $0.sequence == target }),
        let transfer = waitingOut[endpoint]?.remove(at: index)
      {
        guard transfer.taken > 0 else { return reply(.unlinked(sequence: sequence, wasPending: true)) }
        // An unlink reply has no length; a host controller does tell how much had gone, so the transfer ends first.
        reply(.submitted(sequence: target, .cancelled, length: transfer.taken, data: []))
        return reply(.unlinked(sequence: sequence, wasPending: false))
      }
    }
    reply(.unlinked(sequence: sequence, wasPending: false))
  }

  // MARK: Control endpoint

  private func control(_ submit: USBIPRequest.Submit) {
    count("control")
    switch answer(submit.setup, data: submit.data) {
    case .stall:
      reply(.submitted(sequence: submit.sequence, .stalled, length: 0, data: []))
    case .data(let data):
      let data = submit.isIn ? Array(data.prefix(min(submit.length, Int(submit.setup.length)))) : []
      let length = submit.isIn ? data.count : submit.length
      reply(.submitted(sequence: submit.sequence, .complete, length: length, data: data))
    }
  }

  private func answer(_ setup: Setup, data: [UInt8]) -> ControlReply {
    guard setup.kind == .standard else {
      let request = ControlRequest(
        requestType: setup.requestType, request: setup.request, value: setup.value, index: setup.index, data: data,
        length: setup.length)
      return function.control(request).map(ControlReply.data) ?? .stall
    }
    switch (setup.requestType, setup.request) {
    case (_, 0): return .data([0, 0])
    case (0x02, 1):
      count("haltsCleared")
      halted.remove(setup.target)
      function.haltCleared(endpoint: setup.target)
      return .done
    case (0x02, 3):
      halted.insert(setup.target)
      return .done
    case (0x80, 6), (0x81, 6): return descriptor(setup)
    case (0x80, 8): return .data([configuration])
    case (0x00, 9):
      configuration = UInt8(truncatingIfNeeded: setup.value)
      halted = []
      return .done
    case (0x81, 10): return .data([0])
    case (0x01, 11), (0x00, 5), (_, 1), (_, 3): return .done
    default: return .stall
    }
  }

  private func descriptor(_ setup: Setup) -> ControlReply {
    let index = Int(setup.value & 0xFF)
    switch setup.value >> 8 {
    case 1: return .data(descriptors.device)
    case 2: return index == 0 ? .data(descriptors.configuration) : .stall
    case 3: return index < descriptors.strings.count ? .data(descriptors.strings[index]) : .stall
    case 0x22: return descriptors.reports[setup.target].map(ControlReply.data) ?? .stall
    default: return .stall
    }
  }
}
