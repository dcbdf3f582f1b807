import Glibc

/// One message of the device to the kernel's host controller.
enum USBIPReply {
  /// The end of a transfer; `data` is what an IN transfer brought.
  case submitted(sequence: UInt32, TransferStatus, length: Int, data: [UInt8])
  /// The answer to an unlink: whether the transfer was still pending.
  case unlinked(sequence: UInt32, wasPending: Bool)

  var bytes: [UInt8] {
    var words: [UInt32]
    var payload: [UInt8] = []
    switch self {
    case .submitted(let sequence, let status, let length, let data):
      words = [3, sequence, 0, 0, 0, UInt32(bitPattern: status.errno), UInt32(length)]
      payload = data
    case .unlinked(let sequence, let wasPending):
      words = [4, sequence, 0, 0, 0, UInt32(bitPattern: wasPending ? -ECONNRESET : 0)]
    }
    words += Array(repeating: 0, count: USBIPRequest.headerLength / 4 - words.count)
    return words.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> (24 - 8 * $0)) } } + payload
  }
}

/// How a transfer ended, as the URB status of the kernel.
enum TransferStatus {
  case complete, stalled
  /// Taken back by the host after a part of it had gone over the bus.
  case cancelled

  var errno: Int32 {
    switch self {
    case .complete: 0
    case .stalled: -EPIPE
    case .cancelled: -ECONNRESET
    }
  }
}
