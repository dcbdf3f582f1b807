/// What GS k prints: its data as its maker would write it.
enum CodeReading {
  /// By m of GS k, both forms; nil for one that is not in Epson's reference.
  static func symbology(_ m: UInt8) -> BarcodeSymbology? {
    switch m {
    case 0, 65: .upcA
    case 1, 66: .upcE
    case 2, 67: .ean13
    case 3, 68: .ean8
    case 4, 69: .code39
    case 5, 70: .itf
    case 6, 71: .codabar
    case 72: .code93
    case 73, 79: .code128
    case 74: .gs1128
    case 75, 76: .dataBar
    case 77: .dataBarLimited
    case 78: .dataBarExpanded
    default: nil
    }
  }

  /// Code 128 with `{A`, `{B`, `{C` (numbers), `{S` and `{1` to `{4` taken out; FNC1 is GS.
  static func code128(_ data: ArraySlice<UInt8>) -> String {
    guard data.first == 0x7B else { return String(decoding: data, as: UTF8.self) }
    var text: [UInt8] = []
    var isNumbers = false
    var index = data.startIndex
    while index < data.endIndex {
      let byte = data[index]
      index += 1
      if byte == 0x7B, index < data.endIndex {
        switch data[index] {
        case 0x41, 0x42: isNumbers = false
        case 0x43: isNumbers = true
        case 0x31: text.append(0x1D)
        case 0x7B: text.append(0x7B)
        default: break
        }
        index += 1
      } else if isNumbers {
        text += [0x30 + byte % 100 / 10, 0x30 + byte % 10]
      } else {
        text.append(byte)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The word of the mark in the text rendition.
  static func word(_ symbology: BarcodeSymbology) -> String {
    switch symbology {
    case .upcA: "UPC-A"
    case .upcE: "UPC-E"
    case .ean8: "EAN8"
    case .ean13: "EAN13"
    case .code39: "CODE39"
    case .itf: "ITF"
    case .codabar: "CODABAR"
    case .code93: "CODE93"
    case .code128: "CODE128"
    case .gs1128: "GS1-128"
    default: symbology.rawValue
    }
  }

  /// About how many narrow elements wide it is; what lies beside it on paper needs no more.
  static func modules(_ symbology: BarcodeSymbology, _ data: String) -> Int {
    let count = data.utf8.count
    switch symbology {
    case .upcA, .ean13: return 95
    case .upcE: return 51
    case .ean8: return 67
    case .code39: return (count + 2) * 16
    case .itf: return count * 8 + 9
    case .codabar: return count * 12
    case .code93: return (count + 4) * 9 + 1
    case .code128, .gs1128:
      let digits = data.utf8.allSatisfy { (0x30...0x39).contains($0) }
      return ((digits ? (count + 1) / 2 : count) + 2) * 11 + 13
    case .dataBar, .dataBarStacked: return 96
    case .dataBarLimited: return 79
    default: return (count + 4) * 11
    }
  }
}
