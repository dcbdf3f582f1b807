import Glibc
import PosProtocol
import Testing

/// Lines that a hostile client could send; `POSD_FUZZ_ROUNDS` says how many.
struct RequestFuzzTests {
  private static let seeds = [
    #"{"jsonrpc":"2.0","id":1,"method":"device.claim","params":{"device":"front","timeoutMs":5000}}"#,
    #"{"jsonrpc":"2.0","id":"x","method":"events.subscribe","params":{"devices":["a"],"after":{"epoch":"e","seq":1},"credit":1}}"#,
    #"[{"jsonrpc":"2.0","id":1.5e3,"method":"session.ping","params":[null,true,"\ud83d\ude00"]},{"jsonrpc":"2.0","method":"x"}]"#,
    #"{"jsonrpc":"2.0","id":null,"method":"device.directIO","params":{"device":"hot","data":"EAQB"}}"#,
  ].map { Array($0.utf8) }

  /// SplitMix64: the same lines in every run.
  private struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
      return mixed ^ mixed >> 31
    }
  }

  private static func mutate(_ seed: [UInt8], _ dice: inout Dice) -> [UInt8] {
    var line = seed
    for _ in 0..<Int.random(in: 1...6, using: &dice) {
      guard let place = line.indices.randomElement(using: &dice) else { break }
      switch Int.random(in: 0..<6, using: &dice) {
      case 0: line[place] = UInt8.random(in: 0...255, using: &dice)
      case 1: line.remove(at: place)
      case 2: line.insert(Array("{}[]\",:\\0-e.\n".utf8).randomElement(using: &dice) ?? 0, at: place)
      case 3: line.removeSubrange(place...)
      case 4: line.insert(contentsOf: line[place...].prefix(20), at: place)
      default: line.append(contentsOf: seed)
      }
    }
    return line
  }

  @Test func `no line is too strange to be answered`() {
    var table = RequestTable<Int>()
    table.add(SessionPing.self) { _ in 1 }
    table.add(DeviceClaim.self) { _ in 2 }
    table.add(EventsSubscribe.self) { _ in 3 }
    table.add(DeviceDirectIO.self) { _ in 4 }
    let reader = RequestReader(table)
    var dice = Dice(state: 4711)
    let rounds = getenv("POSD_FUZZ_ROUNDS").flatMap { Int(String(cString: $0)) } ?? 20_000
    var framer = LineFramer(limit: 4_096)
    var kinds: [String: Int] = [:]
    for round in 0..<rounds {
      framer.append((Self.mutate(Self.seeds[round % Self.seeds.count], &dice) + [0x0A]).span)
      do {
        while let line = try framer.next() {
          switch reader.read(line) {
          case .single(.request): kinds["request", default: 0] += 1
          case .single(.refused(_, let error)): kinds["\(error.code)", default: 0] += 1
          case .batch(let requests):
            #expect(!requests.isEmpty)
            kinds["batch", default: 0] += 1
          case .refused(let error):
            #expect(error.code == -32700 || error.code == -32600)
            kinds["\(error.code)", default: 0] += 1
          }
        }
      } catch {
        framer = LineFramer(limit: 4_096)
      }
    }
    // The lines are strange enough to reach every kind of answer, and not so strange that none is carried out.
    for kind in ["request", "batch", "-32700", "-32600", "-32601", "-32602"] {
      #expect(kinds[kind, default: 0] > 0, "\(kind): \(kinds)")
    }
  }
}
