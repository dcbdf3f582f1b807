import PosProtocol

/// One `[[access]]` of the configuration: whom it is about and what they may do.
package struct AccessRule: Hashable, Sendable {
  /// A name or a number, as the configuration has it.
  package enum Subject: Hashable, Sendable {
    case user(String)
    case group(String)
  }

  package var subject: Subject
  package var allow: PermissionSet

  package init(_ subject: Subject, allow: PermissionSet) {
    self.subject = subject
    self.allow = allow
  }
}
