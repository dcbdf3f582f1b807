import EscPos
import PosModel
import TextEncodings

/// Lines from which a person sees what a printer can do, in bytes that reckon with nothing that its profile says.
enum LearnedSample {
  /// What is asked for with each line stands beside it: people answer by its number.
  static func bytes(for profile: PrinterProfile, codePages: [String] = []) throws(PosError) -> [UInt8] {
    var bytes: [UInt8] = [0x1B, 0x40]
    bytes += line("1 HANZI")
    bytes += hanzi("中文测试：你好，世界", .gb18030)
    bytes += line("2 FOUR BYTES (a rare hanzi)")
    bytes += TextEncoding.named("gb18030-4byte").map { hanzi("㐀㑇䶮", $0) } ?? []
    bytes += line("3 RULER")
    bytes += line(ruler(profile.columns()))
    bytes += try CodePageSample.lines(codePages, profile)
    bytes += line("4 CUT below this line")
    // GS V 66 0: feeds to the cutter and cuts.
    return bytes + [0x1B, 0x64, 3, 0x1D, 0x56, 66, 0]
  }

  /// `----+---10----+---20` up to a bar in the last column.
  static func ruler(_ columns: Int) -> String {
    var text = ""
    for column in stride(from: 10, through: max(10, columns), by: 10) {
      let number = "\(column)"
      text += "----+" + String(repeating: "-", count: 5 - number.utf8.count) + number
    }
    text += "----+----"
    return String(text.prefix(max(1, columns - 1))) + "|"
  }

  private static func line(_ text: String) -> [UInt8] { Array(text.utf8) + [0x0A] }

  /// FS & … FS .
  private static func hanzi(_ text: String, _ encoding: TextEncoding) -> [UInt8] {
    var bytes: [UInt8] = [0x1C, 0x26]
    encoding.encode(text, into: &bytes)
    return bytes + [0x0A]
  }
}
