import PosProtocol

extension ServerLine {
  /// What every device event carries; nil for the few notifications that are about no device.
  var stamp: EventStamp? { read(EventStamp.self) }

  /// The event's body, if this is an event of that type.
  func event<Body: Event>(_: Body.Type) -> Body? {
    method == Body.type ? read(Body.self) : nil
  }

  var gap: EventsGap? {
    method == EventsGap.method ? read(EventsGap.self) : nil
  }

  /// A line that this program does not understand is shown by its type alone, so the fault itself is of no use.
  private func read<Value: Decodable>(_: Value.Type) -> Value? {
    do {
      return try params(Value.self)
    } catch {
      return nil
    }
  }
}
