import Drawing
import EscPos
import Rendering

/// A PNG or JPEG file on its way to dots, in the render process' own code.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  let file = Array(UnsafeBufferPointer(start: start, count: size))
  let request = RenderRequest.draw(.picture(Picture(file, maximumWidth: 64)))
  precondition(Renderer().answer(request).answers(request), "an answer that the daemon would not believe")
  return 0
}
