import CLinux
import Glibc

/// A system call that failed: `connect: ECONNREFUSED (Connection refused)`.
package struct SystemError: Error, Equatable, CustomStringConvertible {
  /// The errno.
  package let errno: CInt
  /// The name of the call.
  package let call: String

  package init(errno: CInt, call: String) {
    self.errno = errno
    self.call = call
  }

  /// The symbol of the errno: `ECONNREFUSED`.
  package var symbol: String {
    posd_errno_name(errno).map { String(cString: $0) } ?? "errno \(errno)"
  }

  package var description: String {
    let text = posd_errno_text(errno).map { String(cString: $0) } ?? "unknown error"
    return "\(call): \(symbol) (\(text))"
  }
}

/// Calls `body` until it is not interrupted (EINTR); the only place where errno is read.
package func syscall<Value: FixedWidthInteger & SignedInteger>(
  _ call: StaticString, _ body: () -> Value
) throws(SystemError) -> Value {
  while true {
    let value = body()
    if value >= 0 { return value }
    let number = Glibc.errno
    if number != EINTR { throw SystemError(errno: number, call: call.description) }
  }
}

/// The hot paths' form of ``syscall(_:_:)``: the value, or the negated errno; allocates nothing.
func rawSyscall(_ body: () -> Int) -> Int {
  while true {
    let value = body()
    if value >= 0 { return value }
    let number = Glibc.errno
    if number != EINTR { return Int(-number) }
  }
}
