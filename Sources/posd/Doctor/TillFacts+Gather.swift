import Daemon
import EscPos
import Glibc
import PosClient
import PosModel
import PosProtocol
import Reactor

extension TillFacts {
  /// In the order in which udev looks for a file of one name (udev(7)).
  private static let rulesFolders = ["/etc/udev", "/run/udev", "/usr/local/lib/udev", "/usr/lib/udev", "/lib/udev"]
  private static let serviceState = "/var/lib/posd"
  /// Of the characters that every Chinese receipt has.
  private static let chinese = "中文收据謝謝惠顧"

  /// Looks at this machine, and asks the daemon where there is one.
  @ReactorActor
  static func gather(_ options: ClientOptions, config: String?, stateDir: String?) async -> TillFacts {
    let render = Result { () throws(PosError) in try RenderProgram.find().path }
    var facts = TillFacts(
      daemon: .failure(PosError(.offline, "")), render: render, state: StateFolder(path: "", access: .missing))
    facts.readConfiguration(config)
    facts.rules = rulesFolders.compactMap { folder in
      let path = folder + "/rules.d/72-posd.rules"
      return readText(path).map { RulesFile(path: path, text: $0) }
    }
    let pid = await facts.ask(options)
    facts.state = folder(stateDir, pid: pid)
    if case .success = render { facts.missingChinese = await missingChinese() }
    return facts
  }

  private mutating func readConfiguration(_ named: String?) {
    let standard = access(Configuration.standardPath, F_OK) == 0 ? Configuration.standardPath : nil
    guard let path = named ?? standard else { return }
    configurationPath = path
    do throws(ConfigurationError) {
      configuration = try Configuration.load(path: path)
    } catch {
      configurationProblems = error.problems.map(\.description)
    }
  }

  /// The daemon's process; nil without one.
  @ReactorActor
  private mutating func ask(_ options: ClientOptions) async -> Int? {
    do throws(PosError) {
      let client = try await PosClient.connect(to: options.socketPaths)
      defer { client.close() }
      let status = try await client.call(DaemonStatus())
      daemon = .success(status.version)
      devices = try await client.call(DeviceList())
      for device in devices where device.isGrabbed {
        nodes[device.id] = device.transport.path.flatMap { InputNode(path: $0) }
      }
      do throws(PosError) {
        jobs = .success(try await client.call(JobsList(attention: true)))
      } catch {
        jobs = .failure(error)
      }
      return status.pid
    } catch {
      daemon = .failure(error)
      return nil
    }
  }

  @ReactorActor
  private static func missingChinese() async -> Result<[String], PosError> {
    let render = RenderProcess()
    defer { render.stop() }
    do throws(PosError) {
      let missing = try await render.missingCharacters(of: .text(DrawnText(chinese, width: 192, height: 24)))
      return .success(missing.compactMap { Unicode.Scalar($0).map(String.init) })
    } catch {
      return .failure(error)
    }
  }

  /// Of the service where that is what answers, or what is installed; else this user's own.
  private static func folder(_ named: String?, pid: Int?) -> StateFolder {
    var process = stat()
    let owner = pid.flatMap { stat("/proc/\($0)", &process) == 0 ? process.st_uid : nil }
    let isPrivate = owner.map { $0 == getuid() } ?? (access(serviceState, F_OK) != 0)
    do throws(PosError) {
      let path = named == nil && !isPrivate ? serviceState : try StateDirectory.place(named: named)
      return StateFolder(path, user: owner)
    } catch {
      // A user without a home has no daemon of its own either.
      return StateFolder(serviceState, user: owner)
    }
  }
}

extension TillFacts.StateFolder {
  /// `user` is whose daemon writes there; nil: the folder's owner's.
  init(_ path: String, user: uid_t?) {
    self.init(path: path, access: .writable)
    var facts = stat()
    guard stat(path, &facts) == 0 else {
      access = errno == ENOENT ? .missing : .forbidden
      return
    }
    var system = statvfs()
    if statvfs(path, &system) == 0 {
      freeBytes = UInt64(system.f_bavail).multipliedReportingOverflow(by: UInt64(system.f_frsize)).partialValue
    }
    let user = user ?? facts.st_uid
    if facts.st_mode & S_IFMT != S_IFDIR {
      access = .noFolder
    } else if system.f_flag & UInt(ST_RDONLY) != 0 {
      access = .readOnly
    } else if user != 0, facts.st_uid != user || facts.st_mode & 0o300 != 0o300 {
      access = .forbidden
    }
  }
}

extension DeviceDescription {
  /// posd has its event node to itself only while it runs.
  var isGrabbed: Bool { capabilities["exclusive"] == .word("grab") }
}
