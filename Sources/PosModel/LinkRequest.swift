/// What a driver asks of its transport.
package enum LinkRequest: Hashable, Sendable {
  /// Sends bytes on the OUT path, in the order of the requests. The transport resumes partial writes by itself and
  /// answers exactly once with `LinkEvent.sent`. `stallTimeout` bounds the time without any progress; nil waits for ever
  /// (a printer without paper). Sending nothing tells when everything before has left: over TCP, when the peer's system has
  /// acknowledged it; there `stallTimeout` bounds the whole wait.
  case send(LinkToken, [UInt8], stallTimeout: Duration?)
  /// A USB control transfer; other transports answer `.failed`.
  case control(LinkToken, ControlRequest)
  /// Takes back the sends that have not gone out; each is answered with `.cancelled` and its transferred count.
  case cancelSends
  /// Serial: asserts or drops RTS and DTR. Ignored elsewhere.
  case modemLines(rts: Bool, dtr: Bool)
  /// Serial: asks which modem lines the other end asserts; answered by `LinkEvent.controlled`, with `.failed` where the
  /// port has none and elsewhere.
  case askModemLines(LinkToken)
  /// TCP: one UDP datagram to a port of the same host; what comes back is `LinkEvent.datagram`. Ignored elsewhere.
  case datagram([UInt8], port: UInt16)
  /// TCP that connects for each burst: keeps the connection although nothing moves, until it is allowed to go again.
  /// Ignored elsewhere.
  case hold(Bool)
}

/// The setup stage of a USB control transfer (USB 2.0, 9.3) with its data.
package struct ControlRequest: Hashable, Sendable {
  package var requestType: UInt8
  package var request: UInt8
  package var value: UInt16
  package var index: UInt16
  /// OUT: the bytes to send; IN: empty.
  package var data: [UInt8]
  /// IN: how many bytes to ask for.
  package var length: UInt16
  package var timeout: Duration

  package init(
    requestType: UInt8, request: UInt8, value: UInt16, index: UInt16, data: [UInt8] = [], length: UInt16 = 0,
    timeout: Duration = .seconds(5)
  ) {
    self.requestType = requestType
    self.request = request
    self.value = value
    self.index = index
    self.data = data
    self.length = length
    self.timeout = timeout
  }
}
