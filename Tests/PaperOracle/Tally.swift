import Reactor

/// What the runs came to.
@ReactorActor
final class Tally {
  var runs = 0
  var kills = 0
  var cuts = 0
  var jobs = 0
  var appearances = 0
  var marks = 0
  var torn = 0
  var listed = 0
  /// Printed as far as the kernel knows, on a printer that says nothing, and not on paper.
  var unproven = 0
  private(set) var faults: [(id: String, words: [String])] = []

  func fault(_ id: String, _ words: [String]) {
    faults.append((id, words))
  }

  var summary: String {
    "\(runs) runs, \(kills) kills, \(cuts) cuts, \(jobs) jobs, \(appearances) appearances, \(torn) torn, \(marks) marks, "
      + "\(listed) listed, \(unproven) unproven"
  }
}
