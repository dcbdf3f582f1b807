/// GS : and GS ^: bytes that are kept and executed again.
struct Macro: Hashable, Sendable {
  /// What is more is not kept (Epson ESC/POS, GS :).
  static let longest = 2048

  private(set) var isRecording = false
  private(set) var bytes: [UInt8] = []
  var isRunning = false

  mutating func record(_ more: some Collection<UInt8>) {
    guard isRecording, !isRunning else { return }
    bytes.append(contentsOf: more.prefix(Self.longest - bytes.count))
  }

  /// GS :.
  mutating func toggle() {
    guard !isRunning else { return }
    if !isRecording {
      bytes = []
    } else if bytes.suffix(2) == [0x1D, 0x3A] {
      // Its own two bytes have just been recorded.
      bytes.removeLast(2)
    }
    isRecording.toggle()
  }

  /// GS ^ while a macro is recorded ends and forgets it.
  mutating func forget() {
    isRecording = false
    bytes = []
  }
}
