/// Bytes from commented hexadecimal: each line is read up to its first word that is not pairs of hex digits.
///
/// A word like `FE` in a comment must stand after another word.
package func hex(_ text: String) -> [UInt8] {
  var bytes: [UInt8] = []
  for line in text.split(separator: "\n") {
    for word in line.split(separator: " ") {
      let digits = word.compactMap(\.hexDigitValue)
      guard digits.count == word.count, digits.count.isMultiple(of: 2) else { break }
      for index in stride(from: 0, to: digits.count, by: 2) {
        bytes.append(UInt8(digits[index] * 16 + digits[index + 1]))
      }
    }
  }
  return bytes
}
