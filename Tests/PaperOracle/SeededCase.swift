import PosModel
import Reactor

/// A case that chance writes: the same one for the same seed, as far as the machine allows.
@ReactorActor
protocol SeededCase: Sendable {
  /// What its id begins with.
  static var name: String { get }
  var seed: Int { get }

  init(seed: Int)

  /// The till on which it plays.
  func scene(_ random: inout SplitMix, _ oracle: Oracle) throws -> Scene
  func run(_ scene: Scene, _ random: inout SplitMix, _ oracle: Oracle) async throws
}

extension SeededCase {
  var id: String { "\(Self.name)/\(seed)" }

  init?(_ id: String) {
    let parts = id.split(separator: "/")
    guard parts.count == 2, parts[0] == Self.name, let seed = Int(parts[1]) else { return nil }
    self.init(seed: seed)
  }

  func run(_ oracle: Oracle) async {
    do {
      var random = SplitMix(UInt64(seed))
      let scene = try scene(&random, oracle)
      do {
        try await run(scene, &random, oracle)
      } catch {
        oracle.tally.fault(id, ["\(error)"] + oracle.dump(scene))
      }
      await scene.stop()
    } catch {
      oracle.tally.fault(id, ["\(error)"])
    }
  }
}
