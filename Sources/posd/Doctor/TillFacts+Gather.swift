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
    let status = await facts.ask(options)
    facts.state = folder(stateDir, status, unit: ServiceUnit.installed())
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

  /// nil without a daemon.
  @ReactorActor
  private mutating func ask(_ options: ClientOptions) async -> DaemonStatus.Reply? {
    do throws(PosError) {
      let client = try await PosClient.connect(to: options.socketPaths)
      defer { client.close() }
      let status = try await client.call(DaemonStatus())
      daemon = .success(status.version)
      notices = status.notices ?? []
      devices = try await client.call(DeviceList())
      for device in devices where device.isGrabbed {
        nodes[device.id] = device.transport.path.flatMap { InputNode(path: $0) }
      }
      do throws(PosError) {
        let blocked = try await client.call(JobsList(states: [.blocked]))
        jobs = .success(
          try await client.call(JobsList(attention: true))
            + blocked.filter { $0.reason?.code == PosError.Code.noSuchDevice.rawValue })
      } catch {
        jobs = .failure(error)
      }
      return status
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

  /// The one that is `named`, else that of the daemon that answers, else that in which one would start from here: of the
  /// service where there is one, else this user's own.
  static func folder(_ named: String?, _ status: DaemonStatus.Reply?, unit: ServiceUnit?) -> StateFolder {
    var process = stat()
    let owner = status.flatMap { stat("/proc/\($0.pid)", &process) == 0 ? process.st_uid : nil }
    if let path = named ?? status?.stateFolder ?? StateDirectory.service { return StateFolder(path, user: owner) }
    let service = unit?.stateFolder ?? serviceState
    let isPrivate = owner.map { $0 == getuid() } ?? (unit == nil && access(serviceState, F_OK) != 0)
    guard isPrivate else { return StateFolder(service, user: owner) }
    do throws(PosError) {
      return StateFolder(try StateDirectory.personal(), user: owner)
    } catch {
      // A user without a home has no daemon of its own either.
      return StateFolder(service, user: owner)
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
