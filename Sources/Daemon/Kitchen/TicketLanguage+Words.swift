import PosProtocol

extension TicketLanguage {
  func word(_ chinese: String, _ english: String) -> String {
    switch self {
    case .zh: chinese
    case .en: english
    case .both: chinese + " " + english
    }
  }

  /// What kind of ticket it is, in large letters; nothing for a new one.
  func word(for kind: KitchenOrder.Kind) -> String {
    switch kind {
    case .new: ""
    case .void: word("退菜", "VOID")
    case .rush: word("催菜", "RUSH")
    case .change: word("改单", "CHANGE")
    }
  }
}
