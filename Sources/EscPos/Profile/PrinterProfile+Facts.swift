extension PrinterProfile {
  /// Everything that is known, as a technician's own profile would say it in TOML; what is not known is left out.
  package var facts: [(key: PrinterProfileKey, value: String)] {
    PrinterProfileKey.allCases.compactMap { key in toml(key).map { (key, $0) } }
  }

  private func toml(_ key: PrinterProfileKey) -> String? {
    switch key {
    case .vendor: vendor.isEmpty ? nil : quoted(vendor)
    case .model: quoted(model)
    case .source: source.isEmpty ? nil : quoted(source)
    case .support: quoted(support.rawValue)
    case .dots: "\(dots)"
    case .dpi: "\(dpi)"
    case .dpiAlong: dpiAlong.map { "\($0)" }
    case .paper: "\(paper)"
    case .otherPapers: otherPapers.isEmpty ? nil : table(otherPapers.sorted { $0.key < $1.key }) { "\($0)" }
    case .fonts:
      table(fonts.sorted { $0.key.rawValue < $1.key.rawValue }.map { ($0.key.rawValue, $0.value) }) {
        quoted("\($0.width)x\($0.height)")
      }
    case .lineSpacing: "\(lineSpacing)"
    case .cutterDistance: cutterDistance.map { "\($0)" }
    case .cuts: list(cuts)
    case .codePages: table(codePages.sorted { $0.key < $1.key }) { quoted($0) }
    case .multiByte: quoted(multiByte?.encoding ?? "none")
    case .multiByteMode: multiByte.map { quoted($0.mode.rawValue) }
    case .size: quoted(size.rawValue)
    case .image: quoted(imageCommand.rawValue)
    case .logos: quoted(logos.rawValue)
    case .barcodes: list(barcodes)
    case .symbols: list(symbols)
    case .buzzer: quoted(buzzer.rawValue)
    case .drawerPins: "[\(drawerPins.sorted().map { "\($0)" }.joined(separator: ", "))]"
    case .drawerOn: milliseconds(drawerOn)
    case .drawerOff: milliseconds(drawerOff)
    case .usb: usb.isEmpty ? nil : array(usb)
    case .names: names.isEmpty ? nil : array(names)
    case .quirks: quirks.isEmpty ? nil : list(quirks)
    case .red, .fourByte, .utf8, .inlineColumns, .pageMode, .drawerRealTime, .realTimeStatus, .automaticStatus,
      .inOrderStatus, .processID, .clearsBuffer, .reprintsAfterPaperEnd:
      flag(key).map { "\($0)" }
    }
  }

  private func flag(_ key: PrinterProfileKey) -> Bool? {
    switch key {
    case .red: hasRed
    case .fourByte: takesFourByte
    case .utf8: takesUTF8
    case .inlineColumns: setsInlineColumns
    case .pageMode: hasPageMode
    case .drawerRealTime: kicksInRealTime
    case .realTimeStatus: status.realTime
    case .automaticStatus: status.automatic
    case .inOrderStatus: status.inOrder
    case .processID: status.processID
    case .clearsBuffer: status.clearsBuffer
    case .reprintsAfterPaperEnd: reprintsAfterPaperEnd
    default: nil
    }
  }

  private func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  private func array(_ words: [String]) -> String {
    "[\(words.map { quoted($0) }.joined(separator: ", "))]"
  }

  private func list(_ words: Set<some RawRepresentable<String>>) -> String {
    array(words.map(\.rawValue).sorted())
  }

  private func table<Key, Value>(_ pairs: [(key: Key, value: Value)], _ text: (Value) -> String) -> String {
    "{ \(pairs.map { "\($0.key) = \(text($0.value))" }.joined(separator: ", ")) }"
  }

  private func milliseconds(_ duration: Duration) -> String {
    quoted("\(duration / .milliseconds(1))".prefix { $0 != "." } + "ms")
  }
}
