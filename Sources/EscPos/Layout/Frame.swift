/// What stands left and right of each line: the borders of the boxes around it.
struct Frame {
  /// What is between the borders, in dots.
  var width: Int
  /// Including the padding.
  var left = ""
  var right = ""

  var isPlain: Bool { left.isEmpty }
}
