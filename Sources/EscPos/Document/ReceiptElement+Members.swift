extension ReceiptElement {
  /// The members that the decoder knows, by the member that names the element; docs/receipt.schema.json has the same.
  package static let memberNames: [String: Set<String>] = [
    "text": Set(TextElement.members), "row": Set(RowElement.members), "table": Set(TableElement.members),
    "rule": Set(RuleElement.members), "box": Set(BoxElement.members), "barcode": Set(BarcodeElement.members),
    "code2D": Set(SymbolElement.members), "image": Set(ImageElement.members), "logo": Set(LogoElement.members),
    "feed": Set(FeedElement.members), "cut": Set(CutElement.members), "drawer": Set(DrawerElement.members),
    "beep": Set(BeepElement.members), "page": Set(PageElement.members), "raw": Set(RawElement.members),
  ]
  package static let spanMembers = Set(TextSpan.members)
  package static let cellMembers = Set(RowElement.Cell.members)
  package static let tableCellMembers = Set(TableElement.Cell.members)
  package static let columnMembers = Set(ColumnSpec.members)
  package static let pageItemMembers = Set(PageElement.Item.members)
}
