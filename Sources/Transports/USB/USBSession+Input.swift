import CLibUSB
import PosModel
import Reactor

extension USBSession {
  /// Interrupt reports can come every millisecond while the reactor is busy; printers answer seldom.
  private static let interruptReads = 8
  private static let bulkReads = 2
  private static let bulkReadSize = 512
  /// A device that is being unplugged fails every read for some 100 ms before it is gone.
  private static let failedReadLimit = 6

  /// Posts the reads for the first time.
  func start() {
    guard let input = claim.path.input else { return }
    let size: Int
    if claim.path.isHID {
      size = HIDReportShape(claim.reportDescriptor).transferSize(maximumPacket: input.maximumPacket)
    } else {
      size = max(1, Self.bulkReadSize / input.maximumPacket) * input.maximumPacket
    }
    for _ in 0..<(input.isInterrupt ? Self.interruptReads : Self.bulkReads) {
      // The session lives until its last transfer is back.
      guard let transfer = USBTransfer(capacity: size, completed: { self.inputCompleted($0, $1) }) else { break }
      inputs.append(transfer)
    }
    if inputs.isEmpty {
      end(.failed(failure("no memory for USB transfers", "libusb_alloc_transfer")))
    } else {
      postAllInputs()
    }
  }

  func postAllInputs() {
    for transfer in inputs where isRunning { post(transfer) }
  }

  /// After failed reads. What the device has kept meanwhile may be the rest of what is lost.
  func readOn() {
    guard isRunning else { return }
    delivery.now(.inputLost(.failedRead))
    postAllInputs()
  }

  private func post(_ transfer: USBTransfer) {
    let id = ObjectIdentifier(transfer)
    guard isRunning, let input = claim.path.input, inFlight[id] == nil else { return }
    let code = transfer.submitInput(input, to: claim.handle)
    if code == 0 {
      inFlight[id] = transfer
    } else if USBError.isGone(code) {
      end(.disconnected)
    } else {
      end(.failed(failure("the device cannot be read", "libusb_submit_transfer: \(USBError.name(code))")))
    }
  }

  private func inputCompleted(_ transfer: USBTransfer, _ completion: USBTransfer.Completion) {
    inFlight[ObjectIdentifier(transfer)] = nil
    if !completion.data.isEmpty, !isEnding { delivery.now(.received(completion.data), at: completion.time) }
    switch phase {
    case .running: readAgain(transfer, completion)
    case .restarting, .ending: settle()
    case .ended: break
    }
  }

  private func readAgain(_ transfer: USBTransfer, _ completion: USBTransfer.Completion) {
    switch completion.status {
    case LIBUSB_TRANSFER_COMPLETED:
      failedReads = 0
      if !completion.data.isEmpty {
        emptyReads = 0
        return post(transfer)
      }
      // Some printers answer every read with nothing at once: ask ever more slowly, up to four times a second.
      emptyReads = min(emptyReads + 1, 7)
      readLater(.milliseconds(2 << emptyReads)) { $0.post(transfer) }
    case LIBUSB_TRANSFER_NO_DEVICE:
      end(.disconnected)
    case let status:
      failedReads += 1
      if failedReads > Self.failedReadLimit {
        return end(.failed(failure("the device cannot be read", USBError.name(status))))
      }
      let loss: InputLoss = status == LIBUSB_TRANSFER_OVERFLOW ? .queueOverflow : .failedRead
      delivery.now(.inputLost(loss), at: completion.time)
      restartInput(
        InputRestart(
          clearsHalts: status == LIBUSB_TRANSFER_STALL, isAsked: false, delay: .milliseconds(25 << failedReads)))
    }
  }
}
