/// A model of scanners as the database has it: how it can speak, and how to get it to the best way.
package struct KnownScanner: Codable, Hashable, Sendable {
  package var vendor: String
  package var model: String
  package var modes: [Mode]
  /// Ids that do not tell the mode.
  package var usb: [String]
  /// Ids of a chip that is in many products; they recognise nothing.
  package var chip: [String]
  package var best: ScannerMode
  /// How to set the best mode, in a technician's words.
  package var switching: String
  package var codes: [ModeCode]
  /// Where the facts come from.
  package var source: String

  package struct Mode: Codable, Hashable, Sendable {
    package var mode: ScannerMode
    /// `05e0:1701`; empty where the ids are not known.
    package var usb: [String]
    package var support: SupportLevel
  }

  /// A code that sets a mode, exactly as its source has it.
  package struct ModeCode: Codable, Hashable, Sendable {
    package enum Symbology: String, Codable, Hashable, Sendable { case code128, qr }

    package var mode: ScannerMode
    package var symbology: Symbology
    /// U+00F3 stands for FNC3.
    package var data: String
    package var source: String
  }

  package var name: String { "\(vendor) \(model)" }
}

extension KnownScanner {
  /// All models, in the order of scanners.toml.
  package static let all: [KnownScanner] = read(ScannerTable.text)

  /// Whose name it is: those called exactly so (letters and digits alone count), else those whose name has it inside.
  package static func named(_ name: String) -> [KnownScanner] {
    let wanted = letters(name)
    guard !wanted.isEmpty else { return [] }
    let exact = all.filter { letters($0.model) == wanted || letters($0.name) == wanted }
    if !exact.isEmpty { return exact }
    let shorter = all.filter { letters($0.model) == wanted + "+" }
    return shorter.isEmpty ? all.filter { letters($0.name).contains(wanted) } : shorter
  }

  /// Those that have this USB id; where the product string has the name of one of them, that one alone.
  package static func found(usb id: String, product: String?) -> [KnownScanner] {
    let fitting = all.filter { $0.usb.contains(id) || $0.modes.contains { $0.usb.contains(id) } }
    let product = letters(product ?? "")
    let named = fitting.filter { product.contains(letters($0.model)) }
    guard named.isEmpty else { return named }
    // Makers give models ids that the list does not know: what a device calls itself says more.
    let called = all.filter { letters($0.model).utf8.count >= 5 && product.contains(letters($0.model)) }
    return called.isEmpty ? fitting : called
  }

  private static func letters(_ text: String) -> String {
    String(text.lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "+") })
  }

  /// The fields of a line are parted by tabs; the first says what it is, and N, a name, ends what stands before it.
  private static func read(_ table: StaticString) -> [KnownScanner] {
    var scanners: [KnownScanner] = []
    var scanner = KnownScanner(
      vendor: "", model: "", modes: [], usb: [], chip: [], best: .keyboard, switching: "", codes: [], source: "")
    let text = table.withUTF8Buffer { Array($0) }
    for line in text.split(separator: UInt8(ascii: "\n")) {
      let fields = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false).map {
        String(decoding: $0, as: UTF8.self)
      }
      switch (fields[0], fields.count) {
      case ("S", 5):
        scanner = KnownScanner(
          vendor: fields[1], model: "", modes: [], usb: [], chip: [],
          best: ScannerMode(rawValue: fields[2]) ?? .keyboard, switching: fields[3], codes: [], source: fields[4])
      case ("U", 2): scanner.usb = words(fields[1])
      case ("H", 2): scanner.chip = words(fields[1])
      case ("M", 3):
        guard let mode = ScannerMode(rawValue: fields[1]) else { continue }
        scanner.modes.append(Mode(mode: mode, usb: words(fields[2]), support: mode.support))
      case ("C", 5):
        guard let mode = ScannerMode(rawValue: fields[1]), let symbology = ModeCode.Symbology(rawValue: fields[2])
        else {
          continue
        }
        scanner.codes.append(ModeCode(mode: mode, symbology: symbology, data: fields[3], source: fields[4]))
      case ("N", 2):
        scanner.model = fields[1]
        scanners.append(scanner)
      default: continue
      }
    }
    return scanners
  }

  private static func words(_ field: String) -> [String] { field.split(separator: " ").map(String.init) }
}
