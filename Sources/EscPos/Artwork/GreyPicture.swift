/// A picture in greys: rows from the top without padding, 0 black to 255 white.
package struct GreyPicture: Hashable, Sendable {
  package let width: Int
  package let height: Int
  package var samples: [UInt8]

  /// nil unless there are `width` × `height` samples.
  package init?(width: Int, height: Int, samples: [UInt8]) {
    guard width >= 0, height >= 0 else { return nil }
    let (count, overflow) = width.multipliedReportingOverflow(by: height)
    guard !overflow, samples.count == count else { return nil }
    self.width = width
    self.height = height
    self.samples = samples
  }

  /// Puts every grey where `table` has it: a correction of tone by 256 entries.
  package mutating func map(_ table: [UInt8]) {
    guard table.count == 256 else { return }
    let table = table.span
    var target = samples.mutableSpan
    for index in target.indices { target[index] = table[Int(target[index])] }
  }
}
