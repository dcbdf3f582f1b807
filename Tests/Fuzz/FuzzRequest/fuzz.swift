import PosProtocol

/// What a client sends: the first byte says how large the parts are in which it comes.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: start, count: size))
  guard let first = input.first else { return 0 }
  var framer = LineFramer(limit: 1_024)
  var rest = input.dropFirst()
  while !rest.isEmpty {
    framer.append(Array(rest.prefix(Int(first) + 1)).span)
    rest = rest.dropFirst(Int(first) + 1)
    do throws(LineFramer.TooLong) {
      while let line = try framer.next() { read(line) }
    } catch {
      return 0
    }
    precondition(framer.pendingCount <= 1_024, "the framer holds more than its limit")
  }
  return 0
}

private let reader: RequestReader<Int> = {
  var table = RequestTable<Int>()
  table.add(DeviceClaim.self) { _ in 1 }
  table.add(DeviceDirectIO.self) { _ in 2 }
  table.add(EventsSubscribe.self) { _ in 3 }
  table.add(SessionHello.self) { _ in 4 }
  table.add(SessionPing.self) { _ in 5 }
  return RequestReader(table)
}()

private func read(_ line: ArraySlice<UInt8>) {
  _ = reader.read(line)
  guard let value = decoded(line) else { return }
  let text = Array(value.compactText.utf8)
  precondition(decoded(text[...]) == value, "a value changed on its way")
}

private func decoded(_ text: ArraySlice<UInt8>) -> JSONValue? {
  do throws(JSONFault) {
    return try JSONCodec.decode(JSONValue.self, from: text)
  } catch {
    return nil
  }
}
