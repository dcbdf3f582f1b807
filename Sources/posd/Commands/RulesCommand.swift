import ArgumentParser
import Daemon
import Drivers

/// `posd rules`.
struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules", abstract: "Prints the udev rules of the device database, and of the configuration.",
    discussion: """
      Those of the database are installed as /lib/udev/rules.d/72-posd.rules. Devices that only the configuration knows need \
      their own, those on PS/2 among them, and scanners that type are taken from the kernel the moment they are plugged in:

        posd rules --config /etc/posd/posd.toml >/etc/udev/rules.d/72-posd.rules
        udevadm control --reload && udevadm trigger

      For a till on which not even the keys of that moment may be typed, from the boot on:

        posd rules --config /etc/posd/posd.toml --modprobe >/etc/modprobe.d/posd.conf
        update-initramfs -u
      """)

  @Option(help: "Adds the devices of this configuration.", completion: .file(extensions: ["toml"]))
  var config: String?
  @Flag(help: "Prints options of the kernel's module usbhid instead: it leaves the configured scanners alone.")
  var modprobe = false
  @Flag(help: "Answers as JSON.") var json = false

  func validate() throws {
    if modprobe, config == nil {
      throw ValidationError("--modprobe needs --config FILE: it is about configured scanners")
    }
  }

  func run() throws {
    let configured = try config.map { path in try read(path) }
    let text =
      modprobe
      ? try KernelOptions.text(configured: configured?.matches ?? []) : configured?.udevRules ?? UdevRules.text()
    if json {
      writeJSONLine([modprobe ? "options" : "rules": text])
    } else {
      Console.out.write(text)
    }
  }

  private func read(_ path: String) throws -> Configuration {
    do throws(ConfigurationError) {
      return try Configuration.load(path: path)
    } catch {
      if json {
        ReactorProgram.tell(error.posError, json: true)
      } else {
        for problem in error.problems { Console.error.line(problem.description) }
      }
      throw ExitCode(1)
    }
  }
}
