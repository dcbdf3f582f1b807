import EscPos
import PosModel
import Rendering

/// What the render process reads, and what the daemon reads from it: the first byte says which, and how it is cut.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: start, count: size))
  guard let first = input.first else { return 0 }
  let payload = Array(input.dropFirst())
  if first & 1 == 0 { read(request: payload) } else { read(reply: payload) }

  var buffer = FrameBuffer(limit: 1_024)
  var rest = payload[...]
  while !rest.isEmpty {
    do throws(FrameBuffer.TooLong) {
      _ = try buffer.append(Array(rest.prefix(Int(first) + 1)).span)
    } catch {
      return 0
    }
    precondition(buffer.heldBytes <= 1_024, "the buffer holds more than its limit")
    rest = rest.dropFirst(Int(first) + 1)
  }
  return 0
}

private func read(request payload: [UInt8]) {
  do throws(FrameFault) {
    let request = try RenderRequest(payload: payload)
    let again = try RenderRequest(payload: Array(request.frame().dropFirst(4)))
    precondition(again == request, "a request changed")
  } catch {
    precondition(error.offset <= payload.count, "a fault outside the payload")
  }
}

private func read(reply payload: [UInt8]) {
  do throws(FrameFault) {
    let reply = try RenderReply(payload: payload)
    let again = try RenderReply(payload: Array(reply.frame().dropFirst(4)))
    precondition(again == reply, "a reply changed")
    _ = reply.answers(.draw(.text(DrawnText("A", width: 12, height: 24))))
  } catch {
    precondition(error.offset <= payload.count, "a fault outside the payload")
  }
}
