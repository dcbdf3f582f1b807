import EscPos
import PosModel
import Testing

struct PrinterStatusTests {
  @Test func `UnifiedPOS gets the events that say the same, and none for what is not known`() {
    #expect(PrinterStatus().upos.isEmpty)
    #expect(PrinterStatus(online: true, cover: .closed, paper: .ok).upos == [12, 26, 2001])
    #expect(PrinterStatus(online: false, cover: .open, paper: .nearEnd).upos == [11, 25])
    #expect(PrinterStatus(online: false, cover: .closed, paper: .end).upos == [12, 24])
    #expect(PrinterStatus(online: false, cover: .closed, paper: .ok).upos == [12, 26, 2003])
    #expect(PosError.Code.coverOpen.upos == 201 && PosError.Code.paperEnd.upos == 203)
  }

  @Test(
    arguments: [
      (0x12, .printer, PrinterStatus(online: true, source: .realTime)),
      (0x1E, .printer, PrinterStatus(online: false, source: .realTime)),
      (0x12, .offlineCause, PrinterStatus(cover: .closed, source: .realTime)),
      (0x36, .offlineCause, PrinterStatus(cover: .open, paper: .end, source: .realTime)),
      (0x12, .errorCause, PrinterStatus(cutter: .ok, source: .realTime)),
      (0x1A, .errorCause, PrinterStatus(cutter: .error, error: "recoverable", source: .realTime)),
      (0x32, .errorCause, PrinterStatus(cutter: .ok, error: "unrecoverable", source: .realTime)),
      (0x52, .errorCause, PrinterStatus(cutter: .ok, error: "overheated", source: .realTime)),
      (0x12, .paper, PrinterStatus(paper: .ok, source: .realTime)),
      (0x1E, .paper, PrinterStatus(paper: .nearEnd, source: .realTime)),
      (0x72, .paper, PrinterStatus(paper: .end, source: .realTime)),
      (0x7E, .paper, PrinterStatus(paper: .end, source: .realTime)),
    ] as [(UInt8, StatusQuery, PrinterStatus)])
  func `an answer to DLE EOT says what the printer knows and no more`(
    byte: UInt8, query: StatusQuery, expected: PrinterStatus
  ) {
    var status = PrinterStatus()
    status.apply(byte, to: query)
    #expect(status == expected)
  }

  @Test(
    arguments: [
      (
        [0x14, 0x00, 0x00, 0x0F],
        PrinterStatus(online: true, cover: .closed, paper: .ok, cutter: .ok, source: .automatic)
      ),
      (
        [0x3C, 0x00, 0x00, 0x0F],
        PrinterStatus(online: false, cover: .open, paper: .ok, cutter: .ok, source: .automatic)
      ),
      (
        [0x1C, 0x00, 0x0C, 0x0F],
        PrinterStatus(online: false, cover: .closed, paper: .end, cutter: .ok, source: .automatic)
      ),
      (
        [0x14, 0x00, 0x03, 0x0F],
        PrinterStatus(online: true, cover: .closed, paper: .nearEnd, cutter: .ok, source: .automatic)
      ),
      (
        [0x1C, 0x08, 0x00, 0x0F],
        PrinterStatus(
          online: false, cover: .closed, paper: .ok, cutter: .error, error: "recoverable", source: .automatic)
      ),
    ] as [([UInt8], PrinterStatus)])
  func `automatic status tells everything`(bytes: [UInt8], expected: PrinterStatus) {
    var status = PrinterStatus(error: "unrecoverable")
    status.apply(AutomaticStatus(bytes[0], bytes[1], bytes[2], bytes[3]))
    #expect(status == expected)
  }

  @Test func `the most serious trouble is the one that is told`() {
    let all = PrinterStatus(online: false, cover: .open, paper: .end, cutter: .error, error: "unrecoverable")
    #expect(all.blockage?.code == .failure)
    #expect(PrinterStatus(online: false, cover: .open, paper: .end).blockage?.code == .coverOpen)
    #expect(PrinterStatus(online: false, cover: .closed, paper: .end).blockage?.code == .paperEnd)
    #expect(PrinterStatus(online: false).blockage?.code == .offline)
  }

  @Test func `silence and paper near its end block nothing`() {
    #expect(PrinterStatus().blockage == nil)
    #expect(PrinterStatus(online: false, cover: .closed, paper: .nearEnd).blockage == nil)
  }
}
