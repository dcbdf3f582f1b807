import CLinux
import Drawing
import Glibc
import PosModel
import Rendering

// posd-render: draws for posd what a printer cannot set by itself. It reads requests from its input and writes answers to
// its output, in frames (docs/decisions/render-process.md), and ends with its input. Started by posd, not by hand.

/// Pictures of 40 megapixels with alpha that come interlaced need 200 MB; fonts are mapped, not copied.
func confine() -> CInt {
  var confinement = posd_confinement()
  confinement.address_space = 1 << 30
  confinement.data = 512 << 20
  confinement.descriptors = 64
  confinement.cpu = 600
  return posd_confine(&confinement)
}

func run() -> CInt {
  let pipe = FramePipe()
  let failed = confine()
  if failed != 0 {
    let words = posd_errno_name(failed).map { String(cString: $0) } ?? "errno \(failed)"
    let error = PosError(.failure, "the render process cannot confine itself", cause: words)
    _ = pipe.send(RenderReply.failure(error).frame())
    return 1
  }
  guard pipe.send(RenderReply.ready(RenderReply.version).frame()) else { return 0 }
  let renderer = Renderer()
  while true {
    if !renderer.isWarm, !pipe.hasInput {
      do throws(PosError) {
        try renderer.warmUp { !pipe.hasInput }
      } catch {
        // The request that needs the fonts will say so.
      }
    }
    guard let payload = pipe.receive() else { return 0 }
    let reply: RenderReply
    do throws(FrameFault) {
      reply = renderer.answer(try RenderRequest(payload: payload))
    } catch {
      reply = .failure(
        PosError(
          .illegal, "the render process was asked for something that it cannot do",
          remedy: "check sizes and lengths", cause: "byte \(error.offset): expected \(error.expected)"))
    }
    guard pipe.send(reply.frame()) else { return 0 }
    // Ends between two requests, so that nobody waits for it in vain: posd starts it anew.
    if processorSeconds() > 300 { return 0 }
  }
}

func processorSeconds() -> Int {
  var time = timespec()
  return clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time) == 0 ? time.tv_sec : 0
}

exit(run())
