import CLibUSB
import PosModel
import Reactor

extension USBSession {
  /// usbfs memory is 16 MB for all processes together, and the kernel splits longer transfers anyway.
  private static let chunkSize = 16 * 1024
  /// The most that a HID report or a control transfer can have.
  private static let reportLimit = 4096 + 8
  private static let controlLimit = 16

  // MARK: Sends

  func send(_ token: LinkToken, _ bytes: [UInt8], stallTimeout: Duration?) {
    let wasEmpty = queue.isEmpty
    if isEnding {
      delivery.later(.sent(token, transferred: 0, .disconnected))
    } else if claim.path.output == .none {
      delivery.later(.sent(token, transferred: 0, .failed("the interface has no output")))
    } else if !isStream, bytes.count > Self.reportLimit - 8 {
      delivery.later(.sent(token, transferred: 0, .failed("longer than any report")))
    } else if let answer = queue.append(token, bytes, stallTimeout: stallTimeout) {
      delivery.later(answer)
    } else if wasEmpty {
      stall.start(stallTimeout)
      sendNext()
    }
  }

  func cancelSends() {
    guard !isEnding else { return }
    stall.stop()
    if let output, inFlight[ObjectIdentifier(output)] != nil {
      outputCancellation = .cancelled
      delivery.later(queue.cancelBehindFirst())
      cancel([output])
    } else {
      delivery.later(queue.endAll(.cancelled))
    }
  }

  /// Submits the next chunk of the first send, if none is on its way.
  func sendNext() {
    guard isRunning, outputCancellation == nil, let first = queue.first else { return }
    if let output, inFlight[ObjectIdentifier(output)] != nil { return }
    let capacity = isStream ? Self.chunkSize : Self.reportLimit
    guard let transfer = output ?? USBTransfer(capacity: capacity, completed: { self.outputCompleted($0, $1) }) else {
      return delivery.later(queue.endFirst(.failed("libusb_alloc_transfer")))
    }
    output = transfer
    let code = submit(first, transfer)
    if code == 0 {
      inFlight[ObjectIdentifier(transfer)] = transfer
    } else if USBError.isGone(code) {
      end(.disconnected)
    } else {
      stall.stop()
      delivery.later(queue.endFirst(.failed("libusb_submit_transfer: \(USBError.name(code))")))
    }
  }

  /// Whether sends may be cut into chunks; a HID report goes out whole.
  private var isStream: Bool {
    switch claim.path.output {
    case .bulk: true
    case .interrupt: !claim.path.isHID
    case .setReport, .none: false
    }
  }

  private func submit(_ send: SendQueue.Send, _ transfer: USBTransfer) -> CInt {
    let rest = send.bytes[send.transferred...]
    switch claim.path.output {
    case .bulk(let endpoint):
      return transfer.submitOutput(rest.prefix(Self.chunkSize), endpoint, isInterrupt: false, to: claim.handle)
    case .interrupt(let endpoint):
      return transfer.submitOutput(rest.prefix(transfer.capacity), endpoint, isInterrupt: true, to: claim.handle)
    case .setReport:
      // HID 1.11, 7.2.2: report type 2 (output) in the high byte, the report's id in the low one.
      let id = HIDReportShape(claim.reportDescriptor).usesIDs ? send.bytes.first ?? 0 : 0
      let request = ControlRequest(
        requestType: 0x21, request: 0x09, value: 0x0200 | UInt16(id), index: UInt16(claim.interface),
        data: Array(rest))
      return transfer.submitControl(request, to: claim.handle)
    case .none:
      return LIBUSB_ERROR_NOT_SUPPORTED.rawValue
    }
  }

  private func outputCompleted(_ transfer: USBTransfer, _ completion: USBTransfer.Completion) {
    inFlight[ObjectIdentifier(transfer)] = nil
    let cancellation = outputCancellation
    outputCancellation = nil
    if completion.transferred > 0 { stall.progress() }
    let completed = queue.advance(completion.transferred)
    if !completed.isEmpty { stall.start(queue.first?.stallTimeout) }
    delivery.now(completed)
    if isEnding { return settle() }
    // What ended early is the first send, unless this transfer has just completed it.
    if completed.isEmpty { endOutput(completion, cancellation) }
    if case .restarting = phase { settle() }
    sendNext()
  }

  private func endOutput(_ completion: USBTransfer.Completion, _ cancellation: SendOutcome?) {
    switch completion.status {
    case LIBUSB_TRANSFER_COMPLETED where completion.transferred > 0 && cancellation != .cancelled:
      // The rest of a longer send follows.
      break
    case LIBUSB_TRANSFER_COMPLETED, LIBUSB_TRANSFER_CANCELLED:
      switch cancellation {
      case .cancelled:
        delivery.now(queue.endOnlyFirst(.cancelled))
        stall.start(queue.first?.stallTimeout)
      case .timedOut where completion.transferred == 0:
        endFirst(.timedOut)
      case .timedOut:
        // It went on, only slower than a chunk in the time.
        stall.start(queue.first?.stallTimeout)
      default:
        // Cancelled by a call that came too late for its own chunk, or by the kernel: the rest is sent again.
        if completion.status == LIBUSB_TRANSFER_COMPLETED { endFirst(.failed("the device takes no byte")) }
      }
    case LIBUSB_TRANSFER_STALL:
      endFirst(.stalled)
    case LIBUSB_TRANSFER_TIMED_OUT:
      endFirst(.timedOut)
    case LIBUSB_TRANSFER_NO_DEVICE:
      end(.disconnected)
    case let status:
      endFirst(.failed(USBError.name(status)))
    }
  }

  private func endFirst(_ outcome: SendOutcome) {
    stall.stop()
    delivery.now(queue.endFirst(outcome))
  }

  func sendStalled() {
    guard !isEnding else { return }
    if let output, inFlight[ObjectIdentifier(output)] != nil {
      if outputCancellation == nil { outputCancellation = .timedOut }
      cancel([output])
    } else {
      delivery.now(queue.endFirst(.timedOut))
    }
  }

  // MARK: Control transfers

  func control(_ token: LinkToken, _ request: ControlRequest) {
    if isEnding { return delivery.later(.controlled(token, .disconnected)) }
    guard controls.count < Self.controlLimit else {
      return delivery.later(.controlled(token, .failed("too many control transfers at once")))
    }
    let length = request.requestType & 0x80 != 0 ? Int(request.length) : request.data.count
    guard length <= Self.reportLimit - 8,
      let transfer = USBTransfer(capacity: 8 + length, completed: { self.controlCompleted($0, $1) })
    else { return delivery.later(.controlled(token, .failed("the data stage is too long"))) }
    let code = transfer.submitControl(request, to: claim.handle)
    if code == 0 {
      inFlight[ObjectIdentifier(transfer)] = transfer
      controls[ObjectIdentifier(transfer)] = token
    } else if USBError.isGone(code) {
      delivery.later(.controlled(token, .disconnected))
      end(.disconnected)
    } else {
      delivery.later(.controlled(token, .failed("libusb_submit_transfer: \(USBError.name(code))")))
    }
  }

  private func controlCompleted(_ transfer: USBTransfer, _ completion: USBTransfer.Completion) {
    let id = ObjectIdentifier(transfer)
    inFlight[id] = nil
    if let token = controls.removeValue(forKey: id) {
      let outcome: ControlOutcome =
        switch completion.status {
        case LIBUSB_TRANSFER_COMPLETED: .data(completion.data)
        case LIBUSB_TRANSFER_STALL: .stalled
        case LIBUSB_TRANSFER_TIMED_OUT: .timedOut
        case LIBUSB_TRANSFER_NO_DEVICE: .disconnected
        case LIBUSB_TRANSFER_CANCELLED where isEnding: .disconnected
        case let status: .failed(USBError.name(status))
        }
      delivery.now(.controlled(token, outcome), at: completion.time)
    }
    settle()
  }
}
