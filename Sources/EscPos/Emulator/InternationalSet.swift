/// The twelve characters that ESC R replaces, by its n (Epson ESC/POS, "International character sets").
enum InternationalSet {
  /// In place of `# $ @ [ \ ] ^ `` ` `` { | } ~`.
  static func characters(_ number: UInt8) -> [Character] {
    number < sets.count ? sets[Int(number)] : sets[0]
  }

  /// The place of a code among the twelve; nil for every other one.
  static func place(_ code: UInt8) -> Int? {
    switch code {
    case 0x23: 0
    case 0x24: 1
    case 0x40: 2
    case 0x5B...0x5E: Int(code) - 0x5B + 3
    case 0x60: 7
    case 0x7B...0x7E: Int(code) - 0x7B + 8
    default: nil
    }
  }

  private static let sets: [[Character]] = [
    #"#$@[\]^`{|}~"#,  // USA
    "#$à°ç§^`éùè¨",  // France
    "#$§ÄÖÜ^`äöüß",  // Germany
    #"£$@[\]^`{|}~"#,  // United Kingdom
    "#$@ÆØÅ^`æøå~",  // Denmark I
    "#¤ÉÄÖÅÜéäöåü",  // Sweden
    #"#$@°\é^ùàòèì"#,  // Italy
    "₧$@¡Ñ¿^`¨ñ}~",  // Spain I
    "#$@[¥]^`{|}~",  // Japan
    "#¤ÉÆØÅÜéæøåü",  // Norway
    "#$ÉÆØÅÜéæøåü",  // Denmark II
    "#$á¡Ñ¿é`íñóú",  // Spain II
    "#$á¡Ñ¿éüíñóú",  // Latin America
    "#$@[₩]^`{|}~",  // Korea
    "#$ŽŠĐĆČžšđćč",  // Slovenia and Croatia
    #"#¥@[\]^`{|}~"#,  // China
    #"#₫@[\]^`{|}~"#,  // Vietnam
    #"#$@[\]^`{|}~"#,  // Arabia
  ].map(Array.init)
}
