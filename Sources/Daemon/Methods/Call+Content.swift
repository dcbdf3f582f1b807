import EscPos
import PosModel
import PosProtocol
import PrintSpool
import Reactor

extension Call {
  /// What is to be printed on one of these printers, as it goes on the disk.
  ///
  /// Throws `illegal` where there is nothing to print, `permissionDenied` where it opens a drawer and the client may not.
  func content(
    _ content: PrinterPrint.Content, for printers: [DeviceDescription]
  ) throws(PosError) -> NewJob.Content {
    let job = try content.newJobContent()
    guard !content.isEmpty else {
      throw PosError(
        .illegal, "the content is empty: there is nothing to print",
        remedy:
          "give at least one line, element or byte; {\"receipt\":[{\"feed\":3},{\"cut\":\"full\"}]} cuts blank paper")
    }
    guard !session.permissions.contains(.drawer) else { return job }
    let dialects = Set(printers.map { CommandDialect(profile(of: $0)) } + [.epson])
    if DrawerSearch.opensDrawer(job, dialects) { try require(.drawer, for: "content that opens a drawer") }
    return job
  }
}
