import TextEncodings

/// A printer without mechanics: bytes in; paper, and what else the printer has to do, out.
///
/// It executes commands when their turn comes; real-time commands are found by a `RealTimeScanner` when they arrive, and
/// are passed over here.
package struct PrinterEmulator: Hashable, Sendable {
  /// A command that this printer does not know or that is too large for it, or whose effect is not shown.
  package struct UnknownCommand: Hashable, Sendable {
    package var offset: Int
    /// At most 32.
    package var bytes: [UInt8]
  }

  package static let longestUnknown = 100
  /// Data of one command that is kept until it is complete.
  static let longestData = 5 << 20
  static let longestJournal = 4 << 20

  package let profile: PrinterProfile
  let dialect: CommandDialect
  /// Keeps everything that was executed in `journal`.
  package var keepsJournal = false

  package internal(set) var roll: PaperRoll
  package internal(set) var lines = PaperLines()
  /// At most 100.
  package internal(set) var unknown: [UnknownCommand] = []
  /// Bytes executed, without real-time commands; the oldest quarter is dropped beyond 4 MiB.
  package private(set) var journal: [UInt8] = []
  /// All bytes that were ever put in the journal.
  package private(set) var executed = 0
  package internal(set) var counters = PrinterCounters()
  /// GS ( E, GS ( K, ESC c 3 to 5: what the host has set.
  var settings = PrinterSettings()

  var tokenizer: Tokenizer
  /// All bytes that were taken.
  var offset = 0
  var start = 0
  var state: PrintState
  var line = LineBuffer()
  var page: PageBuffer?
  var text: MultiByteReader
  /// As after power-on.
  let freshState: PrintState
  let freshText: MultiByteReader
  var userGlyphs: [UInt8: Bitmap] = [:]
  var userMultiByteGlyphs: [UInt16: Bitmap] = [:]
  var isSelected = true
  var memory = ImageMemory()
  /// GS ( E 7 to 10.
  var codePage = UserCodePage()
  /// GS ( C and FS g.
  var userMemory = UserMemory()
  /// GS c.
  var counter = SerialCounter()
  /// GS ( Q 51.
  var openRules: [OpenRule] = []
  var symbols = SymbolMemory()
  /// The bytes that GS ( k has stored.
  var storedSymbol = 0
  var macro = Macro()
  var allowance = WorkAllowance()
  var effects: [EmulatorEffect] = []
  /// Where the last cut stands; the paper is never pulled back over it.
  var lastCut = 0
  /// Clones: the height of a picture that the next feed is shortened by, and a line feed that is swallowed.
  var pictureBefore = 0
  var swallowsLineFeed = false
  /// Nothing came since a line feed.
  var isAfterLine = false
  private var data: [UInt8] = []
  private var dataSeen = 0
  /// The upper halves of the code pages that were used.
  private var pages: [UInt8: [Character]] = [:]

  package init(_ profile: PrinterProfile = .generic) {
    self.profile = profile
    dialect = CommandDialect(profile)
    tokenizer = Tokenizer(dialect)
    roll = PaperRoll(width: max(8, profile.dots))
    state = PrintState(profile)
    text = MultiByteReader(profile)
    freshState = state
    freshText = text
  }

  func has(_ quirk: PrinterQuirk) -> Bool { profile.quirks.contains(quirk) }

  /// Whether no command is half received and no line waits to be printed.
  package var isIdle: Bool { tokenizer.isBetween && line.isEmpty && text.pending.isEmpty }

  /// Whether no command is half received.
  package var isBetweenCommands: Bool { tokenizer.isBetween && text.pending.isEmpty }

  /// Takes bytes until the paper moves or something happens that others have a part in; returns how many were used.
  ///
  /// Call again with the rest, and with none at the end to see what is left.
  package mutating func run(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.withUnsafeBufferPointer { run($0) }
  }

  package mutating func takeEffects() -> [EmulatorEffect] {
    defer { effects = [] }
    return effects
  }

  mutating func run(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var index = 0
    let height = roll.height
    let fed = lines.fedLines
    while effects.isEmpty, roll.height == height, lines.fedLines == fed {
      let before = index
      guard let event = tokenizer.next(bytes, &index, longestText: 64) else {
        offset += index - before
        break
      }
      if case .text(let range) = event {
        var used = range.lowerBound
        while used < range.upperBound, roll.height == height, lines.fedLines == fed, effects.isEmpty {
          write(bytes[used])
          used += 1
        }
        record(bytes[range.lowerBound..<used])
        index = used
      } else {
        perform(event, bytes)
      }
      offset += index - before
      if tokenizer.isBetween { start = offset }
    }
    return index
  }

  private mutating func perform(_ event: Tokenizer.Event, _ bytes: UnsafeBufferPointer<UInt8>) {
    switch event {
    case .text: break
    case .command(let hasData):
      breakCharacter()
      guard tokenizer.head[0] != 0x10 else { return }
      record(tokenizer.head)
      if hasData {
        data.removeAll(keepingCapacity: true)
        dataSeen = 0
      } else {
        data = []
        execute(tokenizer.head, [])
      }
    case .data(let range):
      record(bytes[range])
      collect(UnsafeBufferPointer(rebasing: bytes[range]))
    case .end:
      let whole = data
      data = []
      if dataSeen > Self.longestData, !isRaster { note(tokenizer.head) } else { execute(tokenizer.head, whole) }
    case .unknown:
      breakCharacter()
      record(tokenizer.head)
      unknownCommand(tokenizer.head)
    }
  }

  private var isRaster: Bool { tokenizer.head.count == 8 && tokenizer.head[1] == 0x76 }

  /// Keeps what is needed: of a raster the columns that the paper is wide enough for, of others up to a bound.
  private mutating func collect(_ chunk: UnsafeBufferPointer<UInt8>) {
    defer { dataSeen += chunk.count }
    guard isRaster else {
      let room = Self.longestData - data.count
      if room > 0 { data.append(contentsOf: chunk.prefix(room)) }
      return
    }
    let rowBytes = CommandLength.word(tokenizer.head, 4)
    let kept = min(rowBytes, (roll.width + 7) / 8)
    guard rowBytes > 0, data.count < Self.longestData else { return }
    var index = 0
    while index < chunk.count {
      let column = (dataSeen + index) % rowBytes
      let count = min(chunk.count - index, (column < kept ? kept : rowBytes) - column)
      if column < kept { data.append(contentsOf: chunk[index..<index + count]) }
      index += count
    }
  }

  mutating func note(_ command: [UInt8]) {
    guard isSelected, unknown.count < Self.longestUnknown else { return }
    unknown.append(UnknownCommand(offset: start, bytes: Array(command.prefix(32))))
  }

  /// A known command whose data the printer can't use.
  mutating func note(data: [UInt8]) {
    note(tokenizer.head + data.prefix(32))
  }

  private mutating func record(_ bytes: some Collection<UInt8>) {
    guard !macro.isRunning else { return }
    macro.record(bytes)
    allowance.add(bytes: bytes.count)
    executed += bytes.count
    guard keepsJournal else { return }
    if journal.count >= Self.longestJournal { journal.removeFirst(Self.longestJournal / 4) }
    journal.append(contentsOf: bytes)
  }

  /// Tears off what was printed; a line that waits stays.
  package mutating func tearOff() {
    roll.clear()
    lines.clear()
    journal = []
    unknown = []
    lastCut = 0
    for index in openRules.indices { openRules[index].y = 0 }
  }

  /// Forgets the line and the command that are not complete.
  package mutating func abandon() {
    tokenizer.reset()
    data = []
    line = LineBuffer()
    leavePage()
    text.reset()
    start = offset
  }

  /// Switched off and on: settings and everything in RAM are gone; NV memory, counters and the paper stay.
  package mutating func powerOff() {
    abandon()
    forget()
    effects = []
  }

  /// What FS q and the end of user setting mode (GS ( E 2) do: as after power-on.
  mutating func reset() {
    line = LineBuffer()
    page = nil
    // A macro that does this must not begin anew inside of itself.
    let isRunning = macro.isRunning
    forget()
    macro.isRunning = isRunning
    effects.append(.initialize)
  }

  private mutating func forget() {
    state = startState
    text = freshText
    isSelected = true
    userGlyphs = [:]
    userMultiByteGlyphs = [:]
    symbols = SymbolMemory()
    macro = Macro()
    memory.forgetDownloads()
    codePage.reset()
    counter = SerialCounter()
    endRules()
    pictureBefore = 0
    swallowsLineFeed = false
  }

  /// The character of a byte of 80 and more in the page that ESC t has set.
  mutating func pageCharacter(_ byte: UInt8) -> Character {
    if let page = pages[state.codePage] { return page[Int(byte & 0x7F)] }
    let encoding = profile.codePages[state.codePage].flatMap(TextEncoding.named) ?? TextEncoding.named("cp437")
    let page = (0x80...0xFF).map { code -> Character in
      encoding.flatMap { $0.decode(CollectionOfOne(UInt8(code))).first } ?? "\u{FFFD}"
    }
    pages[state.codePage] = page
    return page[Int(byte & 0x7F)]
  }
}
