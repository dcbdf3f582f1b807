import PosModel

extension HIDPOSScanner {
  /// A command in the maker's language that `directIO` has sent, and what has come back so far.
  struct Inquiry: Sendable {
    var command: CommandID
    /// The device has taken it; its answer can overtake this news.
    var isSent = false
    var answer: [UInt8] = []
    var isWhole = false
  }

  /// Answers are never delivered as scans, whether or not anybody waits for them.
  mutating func takeAnswer(_ fragment: HIDPOSFragment, _ now: Instant, _ actions: inout [DriverAction]) -> Bool {
    let isLast: Bool
    switch fragment.answer {
    case .line: isLast = false
    case .last: isLast = true
    case .none:
      if let unfinishedAnswer, now - unfinishedAnswer < Self.replyTime, layout?.maker == .newland {
        isLast = fragment.endsUnifiedAnswer
      } else if inquiry != nil, fragment.isUnnamedCode {
        isLast = false
      } else {
        return false
      }
    }
    let goesOn = !isLast && (fragment.isContinued || fragment.isFull)
    unfinishedAnswer = goesOn ? now : nil
    // Newland marks the end of an answer; one without that mark ends with a report that nothing can follow.
    append(fragment.data, isLast: isLast || layout?.maker == .newland && !goesOn, now, &actions)
    return true
  }

  private mutating func append(
    _ data: ArraySlice<UInt8>, isLast: Bool, _ now: Instant, _ actions: inout [DriverAction]
  ) {
    guard var open = inquiry else { return }
    let hasRoom = open.answer.count + data.count <= ScanReporter.longestScan
    if hasRoom { open.answer += data }
    open.isWhole = isLast || !hasRoom
    inquiry = open
    guard open.isSent else { return }
    if open.isWhole { return endInquiry(&actions) }
    if !data.isEmpty { actions.append(.setTimer(Self.replyTimer, now + Self.replyTime)) }
  }

  /// The device has taken the command.
  mutating func inquirySent(_ now: Instant, _ actions: inout [DriverAction]) {
    inquiry?.isSent = true
    if inquiry?.isWhole == true { return endInquiry(&actions) }
    if inquiry != nil { actions.append(.setTimer(Self.replyTimer, now + Self.replyTime)) }
  }

  /// Many commands have no answer: then there are no bytes.
  mutating func endInquiry(_ actions: inout [DriverAction]) {
    guard let inquiry else { return }
    self.inquiry = nil
    actions.append(.cancelTimer(Self.replyTimer))
    actions.append(.reply(inquiry.command, .success(.data(inquiry.answer))))
  }
}
