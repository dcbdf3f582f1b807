import CLinux
import Glibc

extension ChildProcess {
  /// The two ends of what becomes a standard descriptor of the child.
  struct Pipe: ~Copyable {
    /// The number of the child's end.
    let number: CInt
    /// Open until the child has its copy; nil when it inherits.
    private let child: OwnedDescriptor?
    private var own: OwnedDescriptor?

    /// `inherited`: the descriptor of this process that the child may inherit.
    init(_ standard: Standard, inherited: CInt) throws(SystemError) {
      switch standard {
      case .inherited:
        number = inherited
        child = nil
      case .null:
        let null = OwnedDescriptor(try syscall("open") { open("/dev/null", O_RDWR | O_CLOEXEC) })
        number = null.raw
        child = consume null
      case .pipe:
        var ends: [CInt] = [0, 0]
        _ = try syscall("pipe2") { posd_pipe(&ends) }
        let childReads = inherited == STDIN_FILENO
        number = ends[childReads ? 0 : 1]
        child = OwnedDescriptor(number)
        own = OwnedDescriptor(ends[childReads ? 1 : 0])
      }
    }

    /// This process' end.
    @ReactorActor
    mutating func stream(queueLimit: Int = 1 << 20) throws(SystemError) -> ByteStream? {
      guard let own = own.take() else { return nil }
      return try ByteStream(own, queueLimit: queueLimit)
    }
  }
}
