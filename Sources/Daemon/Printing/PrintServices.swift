import Logging
import PosModel
import Reactor

/// What the queues of all printers share.
@ReactorActor
struct PrintServices {
  let disk: JobDisk
  let devices: any Devices
  let content: any ContentSetting
  let log: Logger
  let deadlines: JobDeadlines
  /// A job has changed.
  let changed: @ReactorActor (PrintJob, String) -> Void
  /// What will be wrong on the paper of a job's attempt.
  let warned: @ReactorActor (String, [PrintWarning]) -> Void
  /// The last word of a printer about itself since it became ready.
  let status: @ReactorActor (String) -> PrinterStatus?
  /// What the stations of the kitchen are called on paper.
  let titles: @ReactorActor () -> [String: String]
}
