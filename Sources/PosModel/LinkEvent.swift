/// What a transport tells its driver.
package enum LinkEvent: Hashable, Sendable {
  /// The link is up; nothing was sent or received on it yet.
  case opened(LinkDescription)
  /// One USB transfer, one HID report (report id first if the device uses ids), or one chunk of a stream.
  case received([UInt8])
  /// evdev only: one key, from MSC_SCAN where the kernel gives it.
  case key(KeyTransition)
  /// Input was lost below us: whatever is half collected must not be delivered.
  case inputLost(InputLoss)
  /// The end of one `LinkRequest.send`: how many of its bytes the device took, and why it ended.
  case sent(LinkToken, transferred: Int, SendOutcome)
  /// The end of one `LinkRequest.control`: the data stage of an IN request (empty for OUT). The end of one
  /// `LinkRequest.askModemLines`: one byte, a `ModemLines`.
  case controlled(LinkToken, ControlOutcome)
  /// TCP: an answer to `LinkRequest.datagram`, from the same host.
  case datagram([UInt8], port: UInt16)
  /// A recovery step that the driver asked for has succeeded without closing the link.
  case recovered
  /// The link is down; every outstanding token has been answered before this.
  case closed(CloseReason)
}

/// The facts of an open link that a driver may need.
package struct LinkDescription: Hashable, Sendable {
  /// HID: the report descriptor; empty elsewhere.
  package var reportDescriptor: [UInt8]
  /// USB: the interface number, for class requests.
  package var interface: Int
  /// Whether anything can ever be received (false for write-only parallel cables).
  package var canReceive: Bool
  /// Grows by one at each opening of the same transport.
  package var epoch: Int

  package init(reportDescriptor: [UInt8] = [], interface: Int = 0, canReceive: Bool = true, epoch: Int = 1) {
    self.reportDescriptor = reportDescriptor
    self.interface = interface
    self.canReceive = canReceive
    self.epoch = epoch
  }
}

/// One key going down, up or repeating.
package struct KeyTransition: Hashable, Sendable {
  package enum Phase: UInt8, Sendable { case up = 0, down = 1, repeating = 2 }
  /// The usage of HID page 7 (keyboard): 0x04 is A.
  package var usage: UInt16
  package var phase: Phase

  package init(usage: UInt16, phase: Phase) {
    self.usage = usage
    self.phase = phase
  }
}

package enum InputLoss: String, Hashable, Sendable {
  /// evdev's SYN_DROPPED: the kernel's buffer overflowed.
  case kernelOverflow
  /// The transport's own bound was passed.
  case queueOverflow
  /// A read has failed, and reading goes on: something may be missing. A device that is being unplugged fails so, too.
  case failedRead
}

/// Chosen by the driver, echoed by the transport.
package struct LinkToken: Hashable, Sendable {
  package var number: UInt32

  package init(_ number: UInt32) {
    self.number = number
  }
}

package enum SendOutcome: Hashable, Sendable {
  /// All bytes were taken by the device (USB) or by the kernel (streams).
  case complete
  /// The endpoint is halted (USB STALL).
  case stalled
  /// The deadline passed while the device took no byte; the rest is no longer queued.
  case timedOut
  /// Cancelled by `LinkRequest.cancelSends`.
  case cancelled
  /// The device or the connection is gone.
  case disconnected
  /// Anything else, in the lower layer's words.
  case failed(String)
}

package enum ControlOutcome: Hashable, Sendable {
  case data([UInt8])
  case stalled
  case timedOut
  case disconnected
  case failed(String)
}

package enum CloseReason: Hashable, Sendable {
  /// posd closed it.
  case requested
  /// Unplugged, or the peer is gone.
  case disconnected
  /// The link could not be opened or has failed; the error says why and what to do.
  case failed(PosError)
}
