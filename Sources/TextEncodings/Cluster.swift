/// One cluster of a text while it is being decided how to set it.
struct Cluster {
  var cell: TextPlanner.Cell
  var drawnColumns: Int
  var script: Script?
  /// Empty if it is ASCII or drawn.
  var options = Options.none
  var multiByteColumns = 0

  mutating func draw() {
    options = .none
    cell.kind = .drawn
    cell.columns = drawnColumns
  }
}

extension Cluster {
  /// Draws the whole word of a joining script if one of its clusters must be drawn, and what stands between two words
  /// that run from right to left.
  static func drawWholeWords(_ clusters: inout [Cluster]) {
    var start = 0
    while start < clusters.count {
      guard let script = clusters[start].script else {
        start += 1
        continue
      }
      var end = start + 1
      if script == .rightToLeft {
        var index = end
        while index < clusters.count {
          if clusters[index].script == .rightToLeft { end = index + 1 } else if !clusters[index].isNeutral { break }
          index += 1
        }
        for index in start..<end { clusters[index].draw() }
      } else {
        while end < clusters.count, clusters[end].script == script { end += 1 }
        if clusters[start..<end].contains(where: { $0.options.isEmpty }) {
          for index in start..<end { clusters[index].draw() }
        }
      }
      start = end
    }
  }

  /// Digits, spaces and signs of ASCII take the direction of the words round them.
  private var isNeutral: Bool {
    cell.kind == .ascii && !cell.scalar.properties.isAlphabetic
  }

  /// Keeps each encoding for as many clusters as it has, which is the fewest switches; the one in force first.
  static func choose(_ clusters: inout [Cluster], inForce: Options) {
    var common = inForce
    var waiting: [Int] = []
    for index in clusters.indices where !clusters[index].options.isEmpty {
      let still = common.intersection(clusters[index].options)
      if still.isEmpty {
        set(waiting, to: common.first, in: &clusters)
        waiting.removeAll(keepingCapacity: true)
        common = clusters[index].options
      } else {
        common = still
      }
      waiting.append(index)
    }
    set(waiting, to: common.first, in: &clusters)
  }

  private static func set(_ indices: [Int], to kind: TextPlanner.Run.Kind, in clusters: inout [Cluster]) {
    for index in indices {
      clusters[index].cell.kind = kind
      clusters[index].cell.columns = kind == .multiByte ? clusters[index].multiByteColumns : 1
    }
  }
}
