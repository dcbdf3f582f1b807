import CLinux
import Glibc
import PosModel
import Reactor

extension HidrawTransport {
  private static let mostControls = 16

  /// Feature reports go by an ioctl; hidraw has no other control transfer. It waits for the device, so a worker does it.
  func control(_ token: LinkToken, _ request: ControlRequest) {
    guard case .open(var link) = state else { return }
    guard let feature = HidrawFeature(request, usesIDs: link.usesIDs) else {
      delivery?.later(.controlled(token, .failed("hidraw has no control transfers but feature reports")))
      return
    }
    guard link.controls.count < Self.mostControls else {
      delivery?.later(.controlled(token, .failed("too many feature reports wait")))
      return
    }
    link.controls.insert(token)
    state = .open(link)
    let (descriptor, bytes, epoch) = (link.descriptor, feature.bytes, epoch)
    do throws(SystemError) {
      try BlockingCall.start("hidraw-feature") { () -> SystemError? in
        do throws(SystemError) {
          _ = try syscall("ioctl HIDIOCSFEATURE") { posd_hidraw_send_feature(descriptor.raw, bytes, bytes.count) }
          return nil
        } catch {
          return error
        }
      } _: { [weak self] in
        self?.controlled(token, $0, epoch: epoch)
      }
    } catch {
      controlled(token, error, epoch: epoch)
    }
  }

  private func controlled(_ token: LinkToken, _ error: SystemError?, epoch: Int) {
    guard case .open(var link) = state, epoch == self.epoch, link.controls.remove(token) != nil else { return }
    state = .open(link)
    let outcome: ControlOutcome =
      switch error?.errno {
      case nil: .data([])
      case EPIPE: .stalled
      case ETIMEDOUT: .timedOut
      case ENODEV, ESHUTDOWN: .disconnected
      default: .failed(error?.symbol ?? "")
      }
    delivery?.later(.controlled(token, outcome))
  }
}
