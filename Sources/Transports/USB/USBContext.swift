import CLibUSB
import Glibc
import PosModel
import Reactor
import Synchronization

/// libusb's one context of the process and the thread that handles its events.
///
/// It is made with the first device and lives until the process ends: libusb_exit in the middle of a life has a history
/// of deadlocks. libusb itself looks for no devices and starts no thread of its own (docs/decisions/libusb-open.md).
///
/// Unchecked: libusb guards its context itself.
final class USBContext: @unchecked Sendable {
  let pointer: OpaquePointer
  private let events: BlockingWorker
  private let loop: EventLoop
  private static let instance = Mutex<USBContext?>(nil)

  /// The context; throws when libusb cannot start.
  static func shared() throws(PosError) -> USBContext {
    let result: Result<USBContext, PosError> = instance.withLock { instance in
      if let instance { return .success(instance) }
      do throws(PosError) {
        let context = try USBContext()
        instance = context
        return .success(context)
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  private init() throws(PosError) {
    func check(_ code: CInt, _ call: String) throws(PosError) {
      if code == 0 { return }
      throw PosError(
        .failure, "libusb cannot start", remedy: "check the system's libusb-1.0",
        cause: "\(call): \(USBError.name(code))")
    }
    try check(posd_libusb_disable_discovery(), "libusb_set_option")
    var context: OpaquePointer?
    try check(libusb_init(&context), "libusb_init")
    guard let context else { throw PosError(.failure, "libusb cannot start") }
    pointer = context
    do throws(SystemError) {
      events = try BlockingWorker(name: "usb", capacity: 1)
    } catch {
      libusb_exit(context)
      throw PosError(.failure, "no thread for USB", cause: "\(error)")
    }
    let loop = EventLoop(context: context)
    self.loop = loop
    // The worker is new and takes it.
    _ = events.submit({ loop.run() }, { _ in })
  }

  /// Ends the event thread, for a process that is about to end and has closed its links; nothing is opened after it.
  static func stop() {
    guard let context = instance.withLock({ $0 }) else { return }
    context.loop.stopping.store(true, ordering: .sequentiallyConsistent)
    libusb_interrupt_event_handler(context.pointer)
    context.events.stop()
  }
}

/// Unchecked: the pointer is only handed to libusb, which guards it.
private final class EventLoop: @unchecked Sendable {
  let context: OpaquePointer
  let stopping = Atomic<Bool>(false)

  init(context: OpaquePointer) {
    self.context = context
  }

  /// Wakes up only for transfers; the timeout of a day merely bounds a wait that libusb would bound at 60 s.
  func run() {
    while !stopping.load(ordering: .sequentiallyConsistent) {
      var timeout = timeval(tv_sec: 86_400, tv_usec: 0)
      let code = libusb_handle_events_timeout_completed(context, &timeout, nil)
      if code != 0, code != LIBUSB_ERROR_INTERRUPTED.rawValue {
        // Out of memory or a broken descriptor: try again, but not in a busy loop.
        _ = poll(nil, 0, 100)
      }
    }
  }
}
