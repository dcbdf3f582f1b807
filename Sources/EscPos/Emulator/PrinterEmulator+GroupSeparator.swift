extension PrinterEmulator {
  mutating func groupSeparator(_ head: [UInt8], _ data: [UInt8]) {
    let n = head.count > 2 ? head[2] : 0
    switch head[1] {
    case 0x21 where profile.size == .escMode: note(head)
    case 0x21:
      guard n & 0x88 == 0 else { return }
      state.size = scale(n)
      state.multiByteSize = state.size
    case 0x24: movePage(CommandLength.word(head, 2), isRelative: false)
    case 0x28: groupSeparatorBlock(head, data)
    case 0x2A: defineDownloaded(head, data)
    case 0x2F: printDownloaded(n)
    case 0x38: if head[2] == 0x4C { graphics(data) } else { note(data: data) }
    case 0x3A: macro.toggle()
    case 0x42: state.isInverted = n & 1 == 1
    case 0x43: setCounter(head)
    case 0x44: defineWindowsBitmap(head, data)
    case 0x48: setBarcodeText(n)
    case 0x49: effects.append(.identity(n))
    case 0x4C: if page == nil, line.isEmpty { state.leftMargin = horizontal(CommandLength.word(head, 2)) }
    case 0x50:
      state.horizontalUnit = Int(n)
      state.verticalUnit = Int(head[3])
    case 0x51: variableImage(head, data)
    case 0x54: if n & 1 == 1 { flushLine() } else { line = LineBuffer() }
    case 0x56: cut(head)
    case 0x57: if page == nil, line.isEmpty { setAreaWidth(horizontal(CommandLength.word(head, 2))) }
    case 0x5C: movePage(Int(Int16(truncatingIfNeeded: CommandLength.word(head, 2))), isRelative: true)
    case 0x5E: runMacro(times: Int(n))
    case 0x61: effects.append(.automaticStatus(mask: n))
    case 0x63: printCounter()
    case 0x66: state.barcodeFont = n & 1 == 1 ? .b : .a
    case 0x67: maintenance(head)
    case 0x68: state.barcodeHeight = max(1, Int(n))
    case 0x6B: barcode(head, data)
    case 0x72: transmitStatus(n)
    case 0x76: raster(head, data)
    case 0x77: setBarcodeWidth(n)
    default: break  // GS b, E, j, z: smoothing, the head, ink, waiting times.
    }
  }

  private mutating func setAreaWidth(_ dots: Int) {
    let cell = font.width * state.size.width
    state.areaWidth = max(cell, dots)
  }

  private mutating func setBarcodeText(_ n: UInt8) {
    let all: [Barcode.Text] = [.none, .above, .below, .both]
    let place = Int(n & 0x0F)
    if place < all.count { state.barcodeText = all[place] }
  }

  /// 2 to 6 dots; 44 to 4C are half steps of newer models, rounded down here.
  private mutating func setBarcodeWidth(_ n: UInt8) {
    switch n {
    case 1...6: state.barcodeWidth = Int(n)
    case 0x44...0x4C: state.barcodeWidth = (Int(n) - 0x44) / 2 + 2
    default: break
    }
  }

  private mutating func transmitStatus(_ n: UInt8) {
    switch n {
    case 1, 49: effects.append(.paperStatus)
    case 2, 50: effects.append(.drawerStatus)
    case 4, 52: effects.append(.reply([0x00]))
    default: break
    }
  }

  private mutating func cut(_ head: [UInt8]) {
    let n = head.count > 3 ? vertical(Int(head[3])) : nil
    switch head[2] {
    case 0, 48: cut(.full, feed: nil)
    case 1, 49: cut(.partial, feed: nil)
    case 65, 97, 103: cut(.full, feed: n)
    case 66, 98, 104:
      if has(.ignoresFeedToPartialCut) { return }
      cut(.partial, feed: n)
    case 101: feed(lines: n ?? 0)
    default: break
    }
  }

  /// GS ^ r t m: the waiting time and the button do not matter on paper.
  private mutating func runMacro(times: Int) {
    guard !macro.isRecording else { return macro.forget() }
    guard !macro.isRunning else { return }
    guard !macro.bytes.isEmpty else { return }
    macro.isRunning = true
    for _ in 0..<times {
      guard allowance.spend(macro.bytes.count) else {
        note([0x1D, 0x5E])
        break
      }
      runInside(macro.bytes)
    }
    macro.isRunning = false
  }

  /// Executes bytes in full while a command is being executed.
  private mutating func runInside(_ bytes: [UInt8]) {
    let (outer, place) = (tokenizer, offset)
    tokenizer = Tokenizer(dialect)
    var kept = effects
    effects = []
    var used = 0
    repeat {
      let count = run(bytes[used...])
      kept += takeEffects().prefix(max(0, 1024 - kept.count))
      used += count
      if count == 0 { break }
    } while used < bytes.count
    effects = kept
    (tokenizer, offset) = (outer, place)
  }

  private mutating func groupSeparatorBlock(_ head: [UInt8], _ data: [UInt8]) {
    switch head[2] {
    case 0x42: break  // Which bits automatic status has.
    case 0x43: userRecord(data)
    case 0x44: enableRealTime(data)
    case 0x45: userSettings(data)
    case 0x48: response(data)
    case 0x4B: if data.count >= 2 { settings.set(0xC0 | data[0] & 0x0F, Int(data[1])) }
    case 0x4C: graphics(data)
    case 0x4D: keepState(data)
    case 0x4E: colourCharacters(data)
    case 0x50: setPrintableArea(data)
    case 0x51: drawRules(data)
    case 0x6B: symbolBlock(data)
    // GS ( A prints a test of the printer's own; ( G and ( z are for slips and cheques.
    default: note(data: data)
    }
  }

  /// GS ( H: 48 when everything before is printed, 49 when the printer goes offline.
  private mutating func response(_ data: [UInt8]) {
    guard data.count >= 3 else { return }
    switch data[0] {
    case 0x30 where data.count == 6: effects.append(.processID(Array(data[2...])))
    case 0x31: effects.append(.offlineResponse(data[2] & 0x0F))
    default: break
    }
  }

  /// GS ( D 14, then pairs of a function of DLE DC4 and whether it is enabled.
  private mutating func enableRealTime(_ data: [UInt8]) {
    guard data.first == 20 else { return }
    for index in stride(from: 1, to: data.count - 1, by: 2) where data[index] == 1 || data[index] == 2 {
      effects.append(.realTime(function: data[index], isEnabled: data[index + 1] & 1 == 1))
    }
  }
}
