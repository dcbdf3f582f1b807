import CLibUSB
import PosModel
import Reactor

/// One libusb transfer with its buffer, used again and again.
///
/// Unchecked: from a submit to its completion everything here belongs to libusb and its thread, otherwise to the
/// reactor; libusb_cancel_transfer alone is called from elsewhere, and locks.
final class USBTransfer: @unchecked Sendable {
  /// How one submission ended.
  struct Completion: Sendable {
    var status: libusb_transfer_status
    /// Bytes that went over the wire; without the setup packet of a control transfer.
    var transferred: Int
    /// IN: the bytes that came.
    var data: [UInt8]
    /// When libusb's thread learned of it.
    var time: Instant
  }

  let capacity: Int
  private let pointer: UnsafeMutablePointer<libusb_transfer>
  private let buffer: UnsafeMutablePointer<UInt8>
  private let completed: @Sendable @ReactorActor (USBTransfer, Completion) -> Void

  /// `completed` is called on the reactor, once for each submission that was taken. nil: out of memory.
  init?(capacity: Int, completed: @escaping @Sendable @ReactorActor (USBTransfer, Completion) -> Void) {
    guard let pointer = libusb_alloc_transfer(0) else { return nil }
    self.pointer = pointer
    self.capacity = capacity
    self.completed = completed
    buffer = .allocate(capacity: max(1, capacity))
    buffer.initialize(repeating: 0, count: max(1, capacity))
  }

  // A submission holds a reference, so this never runs with one on its way.
  deinit {
    libusb_free_transfer(pointer)
    buffer.deallocate()
  }

  /// Posts a read of the whole capacity. Returns 0 or a libusb error.
  func submitInput(_ input: USBPath.Input, to handle: OpaquePointer) -> CInt {
    submit(
      handle, input.address, input.isInterrupt ? LIBUSB_TRANSFER_TYPE_INTERRUPT : LIBUSB_TRANSFER_TYPE_BULK,
      length: capacity, timeout: 0)
  }

  /// Sends at most `capacity` of `bytes`. Returns 0 or a libusb error.
  func submitOutput(
    _ bytes: ArraySlice<UInt8>, _ endpoint: UInt8, isInterrupt: Bool, to handle: OpaquePointer
  ) -> CInt {
    let length = fill(bytes, at: 0)
    return submit(
      handle, endpoint, isInterrupt ? LIBUSB_TRANSFER_TYPE_INTERRUPT : LIBUSB_TRANSFER_TYPE_BULK, length: length,
      timeout: 0)
  }

  /// The capacity must hold the setup packet (8 bytes) and the data stage. Returns 0 or a libusb error.
  func submitControl(_ request: ControlRequest, to handle: OpaquePointer) -> CInt {
    let isInput = request.requestType & 0x80 != 0
    let length = isInput ? min(Int(request.length), capacity - 8) : fill(request.data[...], at: 8)
    let low = { (word: UInt16) in UInt8(word & 0xFF) }
    let high = { (word: UInt16) in UInt8(word >> 8) }
    let stage = UInt16(truncatingIfNeeded: length)
    // USB 2.0, table 9-2: little-endian.
    let setup = [
      request.requestType, request.request, low(request.value), high(request.value), low(request.index),
      high(request.index), low(stage), high(stage),
    ]
    _ = fill(setup[...], at: 0)
    // Zero would be for ever.
    let (seconds, attoseconds) = request.timeout.components
    let milliseconds = min(max(seconds, 0), 3600) * 1000 + attoseconds / 1_000_000_000_000_000
    return submit(
      handle, 0, LIBUSB_TRANSFER_TYPE_CONTROL, length: 8 + length, timeout: UInt32(min(max(milliseconds, 1), 3_600_000))
    )
  }

  /// Asks for an early end, which the completion tells. It can wait for the host controller: not on the reactor.
  func cancel() {
    // NOT_FOUND: it has completed already.
    _ = libusb_cancel_transfer(pointer)
  }

  private func fill(_ bytes: ArraySlice<UInt8>, at offset: Int) -> Int {
    let count = max(0, min(bytes.count, capacity - offset))
    bytes.withUnsafeBytes { raw in
      UnsafeMutableRawBufferPointer(start: buffer + offset, count: count)
        .copyMemory(from: UnsafeRawBufferPointer(rebasing: raw.prefix(count)))
    }
    return count
  }

  private func submit(
    _ handle: OpaquePointer, _ endpoint: UInt8, _ type: libusb_transfer_type, length: Int, timeout: UInt32
  ) -> CInt {
    pointer.pointee.dev_handle = handle
    pointer.pointee.flags = 0
    pointer.pointee.endpoint = endpoint
    pointer.pointee.type = UInt8(type.rawValue)
    pointer.pointee.timeout = timeout
    pointer.pointee.length = CInt(length)
    pointer.pointee.actual_length = 0
    pointer.pointee.buffer = buffer
    let reference = Unmanaged.passRetained(self)
    pointer.pointee.user_data = reference.toOpaque()
    pointer.pointee.callback = { pointer in
      guard let reference = pointer?.pointee.user_data else { return }
      Unmanaged<USBTransfer>.fromOpaque(reference).takeRetainedValue().finish()
    }
    let code = libusb_submit_transfer(pointer)
    if code != 0 { reference.release() }
    return code
  }

  /// On libusb's thread.
  private func finish() {
    let time = Reactor.now
    let isControl = pointer.pointee.type == UInt8(LIBUSB_TRANSFER_TYPE_CONTROL.rawValue)
    let offset = isControl ? 8 : 0
    let isInput = isControl ? buffer[0] & 0x80 != 0 : pointer.pointee.endpoint & 0x80 != 0
    let transferred = max(0, min(Int(pointer.pointee.actual_length), capacity - offset))
    let data = isInput ? Array(UnsafeBufferPointer(start: buffer + offset, count: transferred)) : []
    let completion = Completion(status: pointer.pointee.status, transferred: transferred, data: data, time: time)
    Reactor.shared.post { self.completed(self, completion) }
  }
}
