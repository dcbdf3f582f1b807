import Glibc
import PosModel
import Testing

@testable import Daemon

@Suite struct ConfigurationFileTests {
  /// A folder that lives as long as the test.
  private final class Folder {
    let path: String

    init() {
      var template = Array("/tmp/posd-configuration-XXXXXX".utf8CString)
      path = mkdtemp(&template).map { String(cString: $0) } ?? "/nonexistent"
    }

    func write(_ name: String, _ bytes: [UInt8]) {
      guard let file = fopen(path + "/" + name, "w") else { return }
      fwrite(bytes, 1, bytes.count, file)
      fclose(file)
    }

    deinit {
      for name in ["posd.toml", "posd.d/10-a.toml", "posd.d/20-b.toml", "posd.d/30-c.txt"] { unlink(path + "/" + name) }
      rmdir(path + "/posd.d")
      rmdir(path)
    }
  }

  @Test func `the example is accepted`() throws {
    let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4).joined(separator: "/")
    let configuration = try Configuration.load(path: root + "/docs/posd.toml.example")
    #expect(configuration.devices.count == 12)
    #expect(configuration.stations.count == 1)
    #expect(configuration.access.count == 2)
  }

  @Test func `the parts beside the file are read after it, in order`() throws {
    let folder = Folder()
    folder.write("posd.toml", Array("[input]\nhold = \"1s\"\n".utf8))
    mkdir(folder.path + "/posd.d", 0o700)
    folder.write("posd.d/20-b.toml", Array("[input]\nhold = \"3s\"\n".utf8))
    folder.write("posd.d/10-a.toml", Array("[input]\nhold = \"2s\"\n".utf8))
    folder.write("posd.d/30-c.txt", Array("nonsense".utf8))
    #expect(try Configuration.load(path: folder.path + "/posd.toml").inputHold == .seconds(3))
  }

  @Test func `problems of all files are told together`() {
    let folder = Folder()
    mkdir(folder.path + "/posd.d", 0o700)
    folder.write("posd.toml", Array("x = 1\n".utf8))
    folder.write("posd.d/10-a.toml", Array("\ny = 1\n".utf8))
    folder.write("posd.d/20-b.toml", [0x61, 0x0A, 0xFF])
    do throws(ConfigurationError) {
      _ = try Configuration.load(path: folder.path + "/posd.toml")
      Issue.record("accepted")
    } catch {
      #expect(error.problems.map(\.line) == [1, 2, nil])
      #expect(error.problems.last?.message == "is not UTF-8 near line 2")
      #expect(error.posError.code == .illegal)
    }
  }

  @Test func `a missing file is told in the system's words`() {
    do throws(ConfigurationError) {
      _ = try Configuration.load(path: "/nonexistent/posd.toml")
      Issue.record("accepted")
    } catch {
      #expect(error.description == "/nonexistent/posd.toml: cannot be opened: No such file or directory")
    }
  }
}
