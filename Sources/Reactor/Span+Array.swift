extension Array where Element == UInt8 {
  /// A copy of the bytes.
  package init(_ span: Span<UInt8>) {
    self = span.withUnsafeBufferPointer { Array($0) }
  }
}
