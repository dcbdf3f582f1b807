/// What a model of printer is and can do: data, written in TOML (`Sources/EscPos/Profile/profiles.toml`, and a technician's
/// own in `/etc/posd/profiles.d`).
///
/// A nil ability is unknown: it is neither used nor denied until it was learned.
package struct PrinterProfile: Hashable, Sendable {
  /// The word of the configuration: `TM-T20II`.
  package var id: String
  package var vendor: String
  package var model: String
  /// Where the facts come from.
  package var source: String
  package var support: Support = .shouldwork

  // MARK: Paper

  /// The width of the print area in dots.
  package var dots: Int
  /// Dots an inch, across and along.
  package var dpi = 203
  /// Units an inch along the paper, where they are others than across: impact printers.
  package var dpiAlong: Int?
  /// The paper's width in millimetres.
  package var paper: Int
  /// Other widths of paper that the printer can be set to: millimetres → dots.
  package var otherPapers: [Int: Int] = [:]
  package var fonts: [TextStyle.Font: FontMetrics]
  package var lineSpacing = 30
  /// From the head to the cutter in dots; nil: there is no cutter.
  package var cutterDistance: Int?
  package var cuts: Set<PrintCommand.Cut> = []
  package var hasRed = false

  // MARK: Text

  /// The pages of ESC t that the printer has: its number → the name of the encoding.
  package var codePages: [UInt8: String] = [0: "cp437"]
  /// The page that text takes before any other; nil leaves the choice to the planner.
  package var preferredPage: String?
  package var multiByte: MultiByte?
  /// The ROM has glyphs for more than 20,902 hanzi and takes four-byte codes.
  package var takesFourByte = false
  /// Takes UTF-8 after FS ( C, function 48.
  package var takesUTF8 = false
  package var size: CharacterSize = .gs

  // MARK: Pictures and codes

  package var imageCommand: ImageCommand = .raster
  /// Whether ESC * sets 24 dots in the middle of a line.
  package var setsInlineColumns = true
  package var logos: LogoMemory = .none
  /// What GS k knows.
  package var barcodes: Set<BarcodeSymbology> = []
  /// What GS ( k knows, by the names of `Symbol.Kind`.
  package var symbols: Set<SymbolName> = []
  package var hasPageMode = false

  // MARK: Sound and drawers

  package var buzzer: Buzzer = .none
  /// The connector pins: 2, 5.
  package var drawerPins: Set<Int> = [2]
  /// How long a kick lasts, and how long the coil rests after it.
  package var drawerOn = Duration.milliseconds(100)
  package var drawerOff = Duration.milliseconds(400)
  /// Takes DLE DC4 1, which kicks while the printer is offline or out of paper.
  package var kicksInRealTime: Bool?

  // MARK: What it says of itself

  package var status = StatusAbilities()
  /// Prints what it has kept since the last cut again when paper is loaded: the host must not.
  package var reprintsAfterPaperEnd = false

  // MARK: How it is recognised

  /// USB ids `vid:pid`, lower case; only those that belong to this model alone.
  package var usb: [String] = []
  /// Words of which one is in the product string, the IEEE 1284 model or the answer to GS I 67.
  package var names: [String] = []
  /// Deviations from Epson's reference, for encoder, tokenizer and emulator alike.
  package var quirks: Set<PrinterQuirk> = []

  package init(id: String, vendor: String, model: String, source: String, dots: Int, paper: Int) {
    self.id = id
    self.vendor = vendor
    self.model = model
    self.source = source
    self.dots = dots
    self.paper = paper
    fonts = [.a: FontMetrics(width: 12, height: 24), .b: FontMetrics(width: 9, height: 17)]
  }

  /// The characters of a line in a font.
  package func columns(_ font: TextStyle.Font = .a) -> Int {
    dots / max(1, (fonts[font] ?? fonts[.a] ?? FontMetrics(width: 12, height: 24)).width)
  }
}

extension PrinterProfile {
  /// The cell of a narrow character in dots.
  package struct FontMetrics: Hashable, Sendable {
    package var width: Int
    package var height: Int

    package init(width: Int, height: Int) {
      self.width = width
      self.height = height
    }
  }

  /// How the printer takes Chinese, Japanese and Korean.
  package struct MultiByte: Hashable, Sendable {
    package enum Switch: String, CaseIterable, Hashable, Sendable {
      /// On after power-on and ESC @; FS . switches it off, FS & on.
      case onAtStart
      /// Off after power-on and ESC @; FS & switches it on, FS . off.
      case offAtStart
    }

    /// `gb18030`, `gbk`, `big5`, `shift-jis`, `ks-x-1001`.
    package var encoding: String
    package var mode: Switch

    package init(encoding: String, mode: Switch) {
      self.encoding = encoding
      self.mode = mode
    }
  }

  /// How characters are made larger.
  package enum CharacterSize: String, CaseIterable, Hashable, Sendable {
    /// GS !: up to eight times.
    case gs
    /// ESC !, and FS ! for double-byte characters: up to twice. GS ! does nothing: impact printers.
    case escMode

    /// The largest multiplier.
    package var most: Int { self == .gs ? 8 : 2 }
  }

  package enum ImageCommand: String, CaseIterable, Hashable, Sendable {
    /// GS v 0.
    case raster
    /// GS ( L and GS 8 L, functions 112 and 50.
    case graphics
    /// ESC * with 24 dots.
    case column
    /// ESC * with 8 dots: impact printers.
    case column8
    case none
  }

  /// Whether somebody has tried it with a real unit.
  package enum Support: String, CaseIterable, Hashable, Sendable {
    case supported, shouldwork
  }

  package enum LogoMemory: String, CaseIterable, Hashable, Sendable {
    /// GS ( L 67 and 69.
    case graphics
    /// FS q and FS p.
    case numbered
    case none
  }

  package enum Buzzer: String, CaseIterable, Hashable, Sendable {
    /// ESC B n t.
    case escB
    /// ESC ( A, function 97.
    case escParenA
    /// ESC ( A, function 48: the external buzzer.
    case escParenAExternal
    /// BEL.
    case bel
    /// RS.
    case rs
    case none
  }

  /// What comes back from the printer. nil: nobody has asked it yet.
  package struct StatusAbilities: Hashable, Sendable {
    /// DLE EOT 1 to 4.
    package var realTime: Bool?
    /// GS a.
    package var automatic: Bool?
    /// GS r, in the order of the data.
    package var inOrder: Bool?
    /// GS ( H 48: says that what was before is printed.
    package var processID: Bool?
    /// DLE DC4 8: forgets what waits in its memory, and says so.
    package var clearsBuffer: Bool?

    package init() {}
  }

  package enum SymbolName: String, CaseIterable, Hashable, Sendable {
    case qr, microQR, pdf417, microPDF417, dataMatrix, aztec, maxiCode
  }
}

extension PrinterProfile {
  /// A receipt printer of 80 mm as they are sold in China, of which nothing else is known.
  package static let generic = PrinterCatalogue.builtIn.generic
}
