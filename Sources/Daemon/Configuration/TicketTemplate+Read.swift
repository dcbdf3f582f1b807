import PosModel

extension TicketTemplate {
  /// nil when it is none; the reasons are in the reader's list.
  init?(reading table: TableReader) {
    var table = table
    let name = table.text("name")
    let receipt = table.text("receipt")
    if !table.has("name") { table.fail("[[template]] needs a name") }
    if !table.has("receipt") { table.fail("[[template]] needs a receipt") }
    table.finish()
    guard let name, let receipt else { return nil }
    do throws(PosError) {
      try self.init(name: name, json: receipt)
    } catch {
      table.fail("receipt", "is not usable: " + error.message + (error.remedy.map { "; \($0)" } ?? ""))
      return nil
    }
  }
}
