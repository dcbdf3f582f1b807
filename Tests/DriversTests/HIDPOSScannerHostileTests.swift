import Drivers
import PosModel
import PosTesting
import Testing

/// Reports and descriptors that no honest device sends.
@Suite struct HIDPOSScannerHostileTests {
  typealias Bench = ScannerBench<HIDPOSScanner>

  /// xorshift: the same numbers in every run.
  private struct Numbers {
    var state: UInt64

    mutating func next() -> UInt8 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return UInt8(truncatingIfNeeded: state >> 32)
    }
  }

  @Test(arguments: [ScannerVectors.hhpDescriptor, ScannerVectors.newlandDescriptor])
  func `random reports never make an empty or an endless scan, and a good one follows`(descriptor: [UInt8]) throws {
    var bench = try Bench(descriptor: descriptor)
    var numbers = Numbers(state: 0x9E37_79B9_7F4A_7C15)
    for _ in 0..<5000 {
      var report = (0..<Int(numbers.next() % 70)).map { _ in numbers.next() }
      if !report.isEmpty { report[0] = numbers.next() % 3 }
      bench.receive(report)
      if numbers.next() < 8 { bench.pass(.milliseconds(Int(numbers.next()) * 3)) }
    }
    #expect(bench.codes.allSatisfy { (1...8192).contains($0.raw.count) })
    bench.pass(.seconds(2))
    bench.receive(ScannerVectors.hhpEAN13)
    #expect(bench.scans.last?.hasSuffix("4006381333931") == true || descriptor == ScannerVectors.newlandDescriptor)
  }

  @Test func `every prefix of a descriptor is taken or refused`() throws {
    for length in ScannerVectors.hhpDescriptor.indices {
      var bench = try Bench(descriptor: Array(ScannerVectors.hhpDescriptor.prefix(length)))
      if case .control(let token, _)? = bench.requests.first { bench.feed(.link(.controlled(token, .data([])))) }
      #expect(bench.isReady == bench.faults.isEmpty, "\(length) bytes")
      bench.receive(ScannerVectors.hhpEAN13)
      for command in [DriverCommand.beep(good: true), .trigger(true), .directIO([1]), .enableScanning(false)] {
        bench.command(command)
      }
    }
  }

  @Test func `a descriptor with one byte changed never makes the driver trap`() throws {
    for index in ScannerVectors.hhpDescriptor.indices {
      for value in [UInt8(0x00), 0x01, 0x7F, 0x95, 0xFF] {
        var descriptor = ScannerVectors.hhpDescriptor
        descriptor[index] = value
        var bench = try Bench(descriptor: descriptor)
        bench.receive(ScannerVectors.hhpEAN13)
        bench.receive(ScannerVectors.accessISFirst)
        for command in [DriverCommand.beep(good: false), .trigger(false), .directIO([UInt8](repeating: 1, count: 62))] {
          bench.command(command)
        }
        bench.feed(.link(.closed(.disconnected)))
        #expect(bench.codes.allSatisfy { !$0.raw.isEmpty })
        #expect(bench.replies.values.allSatisfy { $0.count == 1 })
      }
    }
  }

  @Test func `a command of any length is sent whole or refused`() throws {
    var bench = try Bench(descriptor: ScannerVectors.hhpDescriptor)
    for length in 0...300 {
      let before = bench.requests.count
      let id = bench.command(.directIO([UInt8](repeating: 7, count: length)))
      guard bench.requests.count > before, case .control(let token, let setup)? = bench.requests.last else {
        guard case .failure(let error)? = bench.replies[id]?.first else { continue }
        #expect(error.code == .illegal && (length == 0 || length > 62), "\(length) bytes")
        continue
      }
      #expect(setup.data.count == 64 && Int(setup.data[1]) == length)
      bench.feed(.link(.controlled(token, .stalled)))
    }
  }

  @Test func `continued reports without data neither grow nor hold anything`() throws {
    var bench = try Bench(descriptor: ScannerVectors.hhpDescriptor)
    var empty = [UInt8](repeating: 0, count: 64)
    empty.replaceSubrange(0..<5, with: [2, 0, 0x5D, 0x51, 0x31])
    empty[63] = 1
    for _ in 0..<1000 { bench.receive(empty) }
    bench.pass(.milliseconds(400))
    bench.receive(ScannerVectors.hhpEAN13)
    #expect(bench.scans == ["4006381333931"])
  }
}
