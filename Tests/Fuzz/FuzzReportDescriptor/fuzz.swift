import HIDReports

/// A descriptor and a report: the first byte is the descriptor's length in units of four bytes.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: start, count: size))
  guard let first = input.first else { return 0 }
  let split = min(1 + Int(first) * 4, input.count)
  let report = Array(input[split...])
  let descriptor: ReportDescriptor
  do throws(ReportDescriptorError) {
    descriptor = try ReportDescriptor(Array(input[1..<split]))
  } catch {
    precondition(error.offset <= split, "an error beyond the descriptor")
    return 0
  }
  for field in descriptor.fields {
    _ = field.usage(at: field.count - 1)
    _ = field.value(at: 0, in: report)
    _ = field.value(at: field.count - 1, in: report)
  }
  if let decoded = KeyboardReportLayout(descriptor)?.decode(report) {
    var tracker = KeyboardTracker()
    var decoder = KeyboardDecoder()
    tracker.take(decoded) { _ = decoder.take($0) }
  }
  return 0
}
