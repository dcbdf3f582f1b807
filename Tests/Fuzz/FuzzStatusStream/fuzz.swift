import EscPos
import PosModel

/// What a printer sends, whole and byte by byte: the same replies, except that garbage may be counted in parts.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: start, count: size))
  var whole = StatusDecoder()
  var dripping = StatusDecoder()
  let replies = whole.decode(input)
  let dripped = input.flatMap { dripping.decode(CollectionOfOne($0)) }
  precondition(replies.filter(isReply) == dripped.filter(isReply), "a split changes the replies")
  precondition(whole == dripping, "a split changes what is kept")
  var status = PrinterStatus()
  for reply in replies {
    switch reply {
    case .automatic(let automatic): status.apply(automatic)
    case .realTime(let byte): for query in StatusQuery.allCases { status.apply(byte, to: query) }
    default: break
    }
    _ = status.blockage
  }
  return 0
}

private func isReply(_ reply: StatusReply) -> Bool {
  if case .garbage = reply { false } else { true }
}
