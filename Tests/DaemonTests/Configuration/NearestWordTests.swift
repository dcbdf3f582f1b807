import PosModel
import Testing

@testable import Daemon

@Suite struct NearestWordTests {
  @Test(arguments: [
    ("", "", 0), ("a", "", 1), ("name", "naem", 1), ("name", "name", 0), ("kitten", "sitting", 3), ("Port", "port", 0),
  ])
  func `the distance counts letters`(first: String, second: String, distance: Int) {
    #expect(editDistance(first, second) == distance)
    #expect(editDistance(second, first) == distance)
  }

  @Test func `only a near word is offered`() {
    #expect(nearestWord(to: "prnters", in: ["printers", "name"]) == "printers")
    #expect(nearestWord(to: "colour", in: ["printers", "name"]) == nil)
    #expect(nearestWord(to: "x", in: [String]()) == nil)
  }
}
