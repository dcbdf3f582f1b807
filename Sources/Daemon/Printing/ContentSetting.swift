import EscPos
import PosModel
import PrintSpool
import Reactor

/// Makes the bytes of a printer out of what a client wants on paper.
@ReactorActor
package protocol ContentSetting: AnyObject, Sendable {
  /// Throws what is wrong with content that can never be printed: it is refused before it is accepted. Returns what will
  /// be wrong on paper, as far as it is known before the content is set; `printer` is an id.
  @discardableResult
  func check(_ content: NewJob.Content, for printer: String?) throws(PosError) -> [PrintWarning]

  /// The bytes of one copy for one printer, from the first to the cut, with its marks.
  ///
  /// Throws why it cannot be: a `retryable` error is tried again for a while, any other ends the job as failed.
  func set(
    _ content: NewJob.Content, marks: PrintMarks, printer: DeviceDescription, drawer: DrawerTiming
  ) async throws(PosError) -> SetContent

  /// The same without waiting for anybody: then acceptance and the first attempt share one write. nil when something has
  /// to be drawn first.
  func setAtOnce(
    _ content: NewJob.Content, marks: PrintMarks, printer: DeviceDescription
  ) throws(PosError) -> SetContent?

  /// What the printer is and can do.
  func profile(of printer: DeviceDescription) -> PrinterProfile
}
