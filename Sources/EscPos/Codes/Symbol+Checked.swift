import PosModel

extension Symbol {
  /// The same symbol with what was left to posd filled in, or what is wrong with it.
  package func checked() throws(PosError) -> Symbol {
    guard (1...16).contains(moduleSize) else {
      throw CodeRules.wrong("a module is 1 to 16 dots wide, not \(moduleSize)", "3 to 6 suits most phones and scanners")
    }
    guard !data.isEmpty else { throw CodeRules.wrong("the code holds no data", "give it data") }
    var checked = self
    switch kind {
    case .qr(let correction): try checkQR(correction)
    case .microQR(let correction): try checkMicroQR(correction)
    case .pdf417(let columns, let rows, let level, let isTruncated):
      let level = try checkPDF417(columns: columns, rows: rows, level: level)
      checked.kind = .pdf417(columns: columns, rows: rows, errorCorrection: level, isTruncated: isTruncated)
    case .microPDF417: try checkMicroPDF417()
    case .dataMatrix:
      guard MatrixSize.dataMatrixCodewords(data) <= MatrixSize.dataMatrixLargest else {
        throw tooLong("Data Matrix", "1,556 bytes, 2,335 capitals or 3,116 digits")
      }
    case .aztec(let percent):
      let percent = percent ?? 23
      guard (5...95).contains(percent) else {
        throw CodeRules.wrong("Aztec takes 5 to 95 percent of error correction, not \(percent)", "leave it out for 23")
      }
      guard data.count <= 3832, MatrixSize.aztecBits(data) <= MatrixSize.aztecCapacity(percent) else {
        throw tooLong("Aztec at \(percent) percent", "1,914 bytes, 3,067 letters or 3,832 digits at 23 percent")
      }
      checked.kind = .aztec(errorCorrection: percent)
    case .maxiCode(let mode): checked.data = try checkedMaxiCode(mode)
    }
    return checked
  }

  private func checkQR(_ correction: QRErrorCorrection) throws(PosError) {
    let level = correction.level
    guard QRSize.version(data, level) != nil else {
      throw tooLong(
        "a QR code of error correction \(correction.rawValue)",
        "\(QRSize.capacity(QRSize.mode(data), level)) characters of this kind")
    }
  }

  private func checkMicroQR(_ correction: QRErrorCorrection) throws(PosError) {
    guard correction != .high else {
      throw CodeRules.wrong("Micro QR has no error correction \"high\"", "use \"quartile\", or a QR code")
    }
    guard QRSize.microVersion(data, correction.level) != nil else {
      throw tooLong(
        "a Micro QR code of error correction \(correction.rawValue)",
        "\(QRSize.microCapacity(QRSize.mode(data), correction.level)) characters of this kind")
    }
  }

  private func checkPDF417(columns: Int, rows: Int, level: Int?) throws(PosError) -> Int {
    guard (0...30).contains(columns), rows == 0 || (3...90).contains(rows), columns * rows <= 928 else {
      throw CodeRules.wrong(
        "PDF417 has 1 to 30 columns, 3 to 90 rows and at most 928 codewords", "leave columns or rows out (0)")
    }
    guard (2...8).contains(rowHeight) else {
      throw CodeRules.wrong("the rows of PDF417 are 2 to 8 modules high, not \(rowHeight)", "3 is usual")
    }
    let codewords = MatrixSize.pdf417Codewords(data)
    let level = level ?? MatrixSize.pdf417Level(codewords)
    guard (0...8).contains(level) else {
      throw CodeRules.wrong("PDF417's error correction is 0 to 8, not \(level)", "leave it out")
    }
    let room = columns > 0 && rows > 0 ? columns * rows : columns > 0 ? min(928, columns * 90) : 928
    guard codewords + 1 + MatrixSize.pdf417ErrorCorrection(level) <= room else {
      throw tooLong("PDF417 of these columns, rows and error correction", "1,108 bytes, 1,850 letters or 2,710 digits")
    }
    return level
  }

  private func checkMicroPDF417() throws(PosError) {
    guard MatrixSize.holdsMicroPDF417(data) else {
      throw tooLong("MicroPDF417", "150 bytes, 250 capitals, 249 small letters or 366 digits")
    }
  }

  private func checkedMaxiCode(_ mode: Int) throws(PosError) -> [UInt8] {
    switch mode {
    case 2, 3:
      let address = try MaxiCodeData(data, mode: mode)
      guard MaxiCodeSize.characters(address.header + address.message) <= 84 else {
        throw tooLong("the message of a MaxiCode of mode \(mode)", "84 capitals or 83 small letters")
      }
      return address.data
    case 4, 5, 6:
      guard MaxiCodeSize.characters(data) <= (mode == 5 ? 77 : 93) else {
        throw tooLong(
          "MaxiCode of mode \(mode)",
          mode == 5 ? "77 capitals or 76 small letters" : "93 capitals, 92 small letters or 138 digits")
      }
      return data
    default:
      throw CodeRules.wrong(
        "MaxiCode has the modes 2 to 6, not \(mode)", "2 and 3 carry an address, 4 is the usual one")
    }
  }

  private func tooLong(_ name: String, _ limit: String) -> PosError {
    CodeRules.wrong("\(data.count) bytes are too many for \(name)", "it holds \(limit); shorten the data")
  }
}
