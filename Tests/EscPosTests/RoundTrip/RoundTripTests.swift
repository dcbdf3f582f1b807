import PosModel
import Testing

@testable import EscPos

/// Receipts by chance, from document to bytes and back to paper: the paper says what the layout meant.
@Suite struct RoundTripTests {
  /// One of each way to print.
  private static let kinds = [
    "generic-80", "generic-58", "generic-80-western", "TM-T88V-CN", "TM-T88V-JP", "TM-T88V-KR", "TM-T20II", "TM-T70",
    "TM-T20II-42col", "TM-m30III", "TM-P20II", "TM-U220",
    "TM-U220-CN", "generic-76-impact", "BSC10", "mC-Print2-escpos", "CT-S310II", "SRP-350III",
    "XP-80", "XP-58", "POS-5890", "print801", "NT-5890K", "TH230", "Metapace-T1",
  ]

  @Test(arguments: kinds)
  func `the paper says what the layout meant`(name: String) throws {
    let profile = try #require(PrinterProfile.named(name))
    for seed in 0..<UInt64(60) { try check(profile, seed) }
  }

  @Test func `so it does by columns, with and without them in a line, and at other cutters`() throws {
    var profiles: [PrinterProfile] = []
    for isInline in [true, false] {
      var profile = PrinterProfile.generic
      profile.imageCommand = .column
      profile.setsInlineColumns = isInline
      profiles.append(profile)
    }
    var tall = PrinterProfile.generic
    tall.cutterDistance = 300
    tall.cuts = [.full]
    tall.buzzer = .escParenA
    tall.lineSpacing = 64
    profiles.append(tall)
    for profile in profiles { for seed in 1_000..<UInt64(1_040) { try check(profile, seed) } }
  }

  @Test func `so it does on every printer of the catalogue`() throws {
    for (index, profile) in PrinterProfile.all.enumerated() {
      for seed in 0..<UInt64(2) { try check(profile, 2_000 + UInt64(index) * 2 + seed) }
    }
  }

  private func check(_ profile: PrinterProfile, _ seed: UInt64) throws {
    var receipt = RandomReceipt(seed: seed, profile)
    let document = receipt.document()
    let composition: Composition
    do {
      composition = try ReceiptLayout(profile: profile).compose(document)
    } catch {
      // More columns than narrow paper has room for, or a code that is too wide for it.
      let isExpected = error.message.contains("columns, too many") || error.message.contains("and there is room for")
      #expect(isExpected, "\(profile.id), \(seed): \(error)")
      return
    }
    let artwork = composition.artwork.map { receipt.bitmap(for: $0) }
    let bytes = try ReceiptEncoder(profile: profile).encode(composition, artwork: artwork)
    let tokens = CommandToken.all(of: bytes, dialect: CommandDialect(profile))
    // BEL and RS are no commands of Epson's.
    let strange = tokens.filter { token in
      token.kind == .unknown && ![0x07, 0x1E].contains(bytes[token.offset]) || token.kind == .cutOff
    }
    #expect(strange.isEmpty, "\(profile.id), \(seed)")
    #expect(!RealTimeBytes.isIn(bytes), "\(profile.id), \(seed)")
    let paper = PaperPreview(of: bytes, profile: profile)
    #expect(paper.unknown.isEmpty, "\(profile.id), \(seed)")
    let meant = MeantPaper(composition, artwork, profile)
    let isExact = profile.quirks.isDisjoint(with: [
      .ignoresFeedDots, .feedsOneLineLess, .rasterShortensFeed, .rasterSwallowsLineFeed, .ignoresFeedToPartialCut,
    ])
    var (wanted, found) = (meant.marks, paper.roll.items.flatMap { Mark.marks(of: $0) })
    // Where the printer does not feed by dots, places are rounded to lines.
    if !isExact {
      for index in wanted.indices where wanted[index].turns == 0 { wanted[index].y = 0 }
      for index in found.indices where found[index].turns == 0 { found[index].y = 0 }
    } else {
      #expect(paper.roll.height == meant.y, "\(profile.id), \(seed)")
    }
    if wanted != found {
      let place = zip(wanted, found).enumerated().first { $1.0 != $1.1 }?.offset ?? min(wanted.count, found.count)
      Issue.record(
        """
        \(profile.id), \(seed), mark \(place) of \(wanted.count) and \(found.count):
        meant \(place < wanted.count ? "\(wanted[place])" : "nothing")
        found \(place < found.count ? "\(found[place])" : "nothing")
        """)
    }
    let effects = paper.effects.filter { effect in
      switch effect {
      case .cut, .pulse, .beep: true
      default: false
      }
    }
    #expect(effects == meant.effects, "\(profile.id), \(seed)")
  }
}
