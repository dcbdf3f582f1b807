/// An id that sorts by the time of its making (github.com/ulid/spec): 48 bits of milliseconds, 80 bits of chance.
package enum ULID {
  private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

  package static func make(milliseconds: Int64) -> String {
    var generator = SystemRandomNumberGenerator()
    return make(milliseconds: milliseconds, using: &generator)
  }

  static func make(milliseconds: Int64, using generator: inout some RandomNumberGenerator) -> String {
    let time = UInt64(clamping: milliseconds)
    var characters: [UInt8] = []
    for shift in stride(from: UInt64(45), through: 0, by: -5) {
      characters.append(alphabet[Int(time >> shift & 31)])
    }
    // Each draw of the system's generator is a system call.
    for _ in 0..<2 {
      let chance = generator.next() as UInt64
      for shift in stride(from: UInt64(35), through: 0, by: -5) {
        characters.append(alphabet[Int(chance >> shift & 31)])
      }
    }
    return String(decoding: characters, as: UTF8.self)
  }
}
