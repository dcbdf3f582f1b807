import CLinux
import Glibc

/// The epoll set and the table of its watches.
///
/// An event carries the slot and the generation of its watch, so that an event of a cancelled watch finds nobody.
@ReactorActor
final class EventPoll {
  /// Events of the reactor's own descriptors: they carry no slot.
  static let wakeToken = UInt64.max
  static let timerToken = UInt64.max - 1

  private struct Slot {
    var generation: UInt32 = 0
    var watch: Watch?
  }

  private let epoll: OwnedDescriptor
  private var slots: [Slot] = []
  private var free: [UInt32] = []
  /// Never freed: the reactor lives as long as the process.
  private let events: UnsafeMutableBufferPointer<epoll_event>

  init() throws(SystemError) {
    epoll = OwnedDescriptor(try syscall("epoll_create1") { epoll_create1(CInt(EPOLL_CLOEXEC)) })
    events = .allocate(capacity: 256)
    events.initialize(repeating: epoll_event())
  }

  /// Registers one of the reactor's own descriptors, edge-triggered: it needs no read to become quiet.
  func addOwn(_ descriptor: CInt, token: UInt64) throws(SystemError) {
    try control(EPOLL_CTL_ADD, descriptor, EPOLLIN.rawValue | EPOLLET.rawValue, token)
  }

  func add(
    _ descriptor: CInt, _ interest: Interest, _ ready: @escaping @ReactorActor (Readiness) -> Void
  ) throws(SystemError) -> Watch {
    let index = free.last ?? UInt32(slots.count)
    let generation = free.isEmpty ? 0 : slots[Int(index)].generation
    let token = UInt64(generation) << 32 | UInt64(index)
    if !interest.isEmpty { try control(EPOLL_CTL_ADD, descriptor, interest.rawValue, token) }
    if free.popLast() == nil { slots.append(Slot()) }
    let watch = Watch(descriptor, interest, token: token, poll: self, ready: ready)
    slots[Int(index)].watch = watch
    return watch
  }

  func change(_ watch: Watch, from old: Interest) {
    do throws(SystemError) {
      let operation = watch.interest.isEmpty ? EPOLL_CTL_DEL : old.isEmpty ? EPOLL_CTL_ADD : EPOLL_CTL_MOD
      try control(operation, watch.descriptor, watch.interest.rawValue, watch.token)
    } catch {
      Reactor.shared.post { watch.ready?(.error) }
    }
  }

  func remove(_ watch: Watch) {
    let index = Int(watch.token & 0xFFFF_FFFF)
    slots[index].watch = nil
    slots[index].generation &+= 1
    free.append(UInt32(index))
    if watch.interest.isEmpty { return }
    do throws(SystemError) {
      try control(EPOLL_CTL_DEL, watch.descriptor, 0, watch.token)
    } catch {
      // The descriptor was closed before its watch was cancelled: the kernel has forgotten it already.
    }
  }

  /// Waits for events (not at all unless `block`) and runs the watches; the tokens of the reactor's own descriptors go
  /// to `own`.
  func turn(block: Bool, own: (UInt64) -> Void) {
    let count = rawSyscall { Int(epoll_wait(epoll.raw, events.baseAddress, CInt(events.count), block ? -1 : 0)) }
    precondition(count >= 0, "epoll_wait: the reactor's descriptor is broken")
    for position in 0..<count {
      let event = events[position]
      let token = event.data.u64
      if token >= Self.timerToken {
        own(token)
        continue
      }
      let slot = slots[Int(token & 0xFFFF_FFFF)]
      if slot.generation == UInt32(token >> 32), let ready = slot.watch?.ready {
        ready(Readiness(events: event.events))
      }
    }
  }

  private func control(_ operation: CInt, _ fd: CInt, _ events: UInt32, _ token: UInt64) throws(SystemError) {
    var event = epoll_event(events: events, data: epoll_data_t(u64: token))
    _ = try syscall("epoll_ctl") { epoll_ctl(epoll.raw, operation, fd, &event) }
  }
}
