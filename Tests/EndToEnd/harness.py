"""What scenarios in the guest are written with: the simulated bench, the daemon, its clients, and a witness on evdev.

Runs in the guest only (see guest/play). Python's standard library and the tools of the guest; no package.
"""
import base64
import contextlib
import fnmatch
import glob
import json
import os
import select
import signal
import socket
import struct
import subprocess
import termios
import time

TESTS = os.path.dirname(os.path.abspath(__file__))
REPOSITORY = os.path.dirname(os.path.dirname(TESTS))
POSD = os.environ.get("POSD_BIN", REPOSITORY + "/.build/release/posd")
USBSIM = os.environ.get("USBSIM_BIN", REPOSITORY + "/.build/release/usbsim")
# posd finds it beside itself otherwise.
RENDER = os.environ.get("POSD_RENDER")
RUN = "/run/rig"
SOCKET = RUN + "/posd.sock"
STATE = RUN + "/state"
CONFIG = RUN + "/posd.toml"
CONTROL = RUN + "/usbsim.sock"

# Ten times and more what a quiet machine needs: emulation on a loaded one is slow.
PATIENCE = 120.0


class Failure(AssertionError):
    """A scenario's expectation that did not hold."""


class Skip(Exception):
    """The scenario cannot run here; the reason says why."""


def check(condition, message):
    if not condition:
        raise Failure(message)


def equal(found, expected, what):
    if found != expected:
        raise Failure(f"{what}: {shorten(found)} instead of {shorten(expected)}")


def shorten(value):
    text = repr(value)
    return text if len(text) <= 300 else f"{text[:200]}… ({len(text)} characters)"


def eventually(condition, what, timeout=PATIENCE, pause=0.02):
    """Waits for a true value of `condition()` and gives it."""
    deadline = time.monotonic() + timeout
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > deadline:
            raise Failure(f"{what}: not within {timeout:.0f} s")
        time.sleep(pause)


def read_text(path):
    with contextlib.suppress(OSError), open(path, errors="replace") as file:
        return file.read().strip()
    return None


def write_text(path, text):
    with open(path, "w") as file:
        file.write(text)


# ---------------------------------------------------------------------------------------------------- the USB side


class Bench:
    """usbsim: plugs, scans and breaks simulated devices. See Sources/usbsim/Bench.swift for the commands."""

    def __init__(self):
        with contextlib.suppress(FileNotFoundError):
            os.unlink(CONTROL)
        self.process = subprocess.Popen([USBSIM, CONTROL])
        self.socket = None
        eventually(self.connect, "usbsim's socket")
        self.plugged = set()

    def connect(self):
        self.socket = socket.socket(socket.AF_UNIX)
        try:
            self.socket.connect(CONTROL)
        except OSError:
            self.socket.close()
            return False
        self.lines = self.socket.makefile("r")
        return True

    def ask(self, verb, *words, **options):
        """Sends a command and gives the `key=value` words of the answer, or the error as text."""
        line = " ".join([verb, *words, *(f"{key}={escape(value)}" for key, value in options.items())])
        self.socket.sendall(line.encode() + b"\n")
        answer = self.lines.readline().split()
        if answer[:1] != ["ok"]:
            return " ".join(answer[1:])
        return dict(word.split("=", 1) for word in answer[1:])

    def command(self, verb, *words, **options):
        answer = self.ask(verb, *words, **options)
        check(isinstance(answer, dict), f"usbsim {verb} {' '.join(words)}: {answer}")
        return answer

    def plug(self, name, kind, port=0, **options):
        """Plugs a device in, waiting until the kernel has taken the last one of the port apart."""
        def attach():
            answer = self.ask("plug", name, kind, port=port, **options)
            check(answer == "busy" or isinstance(answer, dict), f"plug {name}: {answer}")
            return isinstance(answer, dict)
        eventually(attach, f"free port for {name}")
        self.plugged.add(name)

    def unplug(self, name):
        self.command("unplug", name)
        self.plugged.discard(name)

    def replug(self, name, port=0):
        """The cable back into a device that has kept its power and its memory."""
        def attach():
            answer = self.ask("replug", name, port=port)
            check(answer == "busy" or isinstance(answer, dict), f"replug {name}: {answer}")
            return isinstance(answer, dict)
        eventually(attach, f"free port for {name}")
        self.plugged.add(name)

    def scan(self, name, text, **options):
        self.command("scan", name, text=text, **options)

    def stats(self, name):
        return {key: int(value) for key, value in self.command("stats", name).items()}

    def received(self, name):
        """The bytes that a printer has printed, in order."""
        return self.file("received", name)

    def paper(self, name):
        """What can be read on the paper, by lines; `[cut]` for a cut."""
        return self.file("paper", name).decode()

    def picture(self, name):
        """The pictures on the paper without the white round them: rows of 0 and 1."""
        data = self.file("pictures", name)
        _, size, dots = data.split(b"\n", 2)
        width, height = map(int, size.split())
        stride = (width + 7) // 8
        rows = [f"{int.from_bytes(dots[row * stride:(row + 1) * stride], 'big'):0{stride * 8}b}"[:width]
                for row in range(height)]
        return crop(rows)

    def file(self, verb, name):
        path = RUN + "/" + verb
        self.command(verb, name, file=path)
        with open(path, "rb") as file:
            return file.read()

    def clear(self):
        for name in sorted(self.plugged):
            self.ask("unplug", name)
        self.plugged.clear()
        eventually(lambda: not simulated_devices(), "all simulated devices gone")

    def stop(self):
        self.process.terminate()
        self.process.wait()


def crop(rows):
    """Rows of 0 and 1 without the white round them."""
    black = [number for number, row in enumerate(rows) if "1" in row]
    if not black:
        return []
    rows = rows[black[0]:black[-1] + 1]
    left = min(row.index("1") for row in rows if "1" in row)
    right = max(row.rfind("1") for row in rows)
    return [row[left:right + 1] for row in rows]


def escape(value):
    data = value if isinstance(value, bytes) else str(value).encode()
    return "".join(chr(byte) if chr(byte).isalnum() and byte < 128 else f"%{byte:02X}" for byte in data)


def simulated_devices():
    """The sysfs folders of the USB devices (not hubs) on the virtual controller."""
    found = glob.glob("/sys/devices/platform/vhci_hcd.0/usb*/*-*/idVendor")
    return [os.path.dirname(path) for path in found]


def port_path(port):
    """The kernel's name of a port of the virtual controller: `1-3`."""
    buses = []
    for path in glob.glob("/sys/devices/platform/vhci_hcd.0/usb*"):
        if read_text(path + "/speed") == "480":
            buses.append(int(read_text(path + "/busnum")))
    return f"{min(buses)}-{port + 1}"


def interface_driver(port, interface=0):
    """The kernel driver of an interface, or None."""
    name = port_path(port)
    link = f"/sys/bus/usb/devices/{name}:1.{interface}/driver"
    return os.path.basename(os.readlink(link)) if os.path.islink(link) else None


def has_interface(port, interface=0):
    """Whether the kernel has seen it."""
    return os.path.exists(f"/sys/bus/usb/devices/{port_path(port)}:1.{interface}")


def device_nodes(port, pattern):
    """Nodes below a port, by sysfs name: `event*`, `hidraw*`, `lp*`, `tty*`."""
    root = os.path.realpath(f"/sys/bus/usb/devices/{port_path(port)}")
    return sorted(os.path.basename(folder) for folder, _, files in os.walk(root)
                  if "dev" in files and fnmatch.fnmatch(os.path.basename(folder), pattern))


class KeyWitness:
    """Reads every input device as a desktop would, the ones that appear later too, and keeps what keys went down."""

    FORMAT = struct.Struct("llHHi")

    def __init__(self):
        self.files = {}
        self.keys = []
        self.poll()

    def poll(self):
        for path in set(glob.glob("/dev/input/event*")) - set(self.files):
            with contextlib.suppress(OSError):
                self.files[path] = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        for path, file in list(self.files.items()):
            try:
                while data := os.read(file, self.FORMAT.size * 64):
                    for _, _, kind, code, value in self.FORMAT.iter_unpack(data):
                        if kind == 1 and value == 1:
                            self.keys.append(code)
            except BlockingIOError:
                pass
            except OSError:
                os.close(file)
                del self.files[path]
        return self.keys

    def watch(self, seconds):
        """Looks at every input device for so long, then gives all keys seen so far."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            self.poll()
            time.sleep(0.01)
        return self.poll()

    def close(self):
        for file in self.files.values():
            os.close(file)
        self.files.clear()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


# ------------------------------------------------------------------------------------------------------- the daemon


class RPCError(Exception):
    """An error answer of the daemon."""

    def __init__(self, error):
        super().__init__(error.get("message"))
        self.number = error.get("code")
        self.data = error.get("data") or {}
        self.word = self.data.get("code")


class Client:
    """One connection to posd's socket: JSON-RPC lines, with the events that came kept in order."""

    def __init__(self, path=SOCKET):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(path)
        self.inbox = b""
        self.answers = {}
        self.events = []
        self.last = 0
        self.hello = self.wait_event("server.hello")["params"]

    def receive(self, timeout):
        ready, _, _ = select.select([self.socket], [], [], max(0, timeout))
        if not ready:
            return False
        data = self.socket.recv(1 << 20)
        check(data, "the daemon has closed the connection")
        *lines, self.inbox = (self.inbox + data).split(b"\n")
        for line in lines:
            message = json.loads(line)
            if "method" in message:
                self.events.append(message)
            else:
                self.answers[message["id"]] = message
        return True

    def start(self, method, params=None):
        """Sends a request and gives its id for `finish`."""
        self.last += 1
        request = {"jsonrpc": "2.0", "id": self.last, "method": method, "params": params or {}}
        self.socket.sendall(json.dumps(request).encode() + b"\n")
        return self.last

    def finish(self, number, timeout=PATIENCE):
        deadline = time.monotonic() + timeout
        while number not in self.answers:
            check(time.monotonic() < deadline, f"no answer to request {number} within {timeout:.0f} s")
            self.receive(deadline - time.monotonic())
        answer = self.answers.pop(number)
        if "error" in answer:
            raise RPCError(answer["error"])
        return answer["result"]

    def call(self, method, timeout=PATIENCE, **params):
        return self.finish(self.start(method, params), timeout)

    def subscribe(self, **params):
        return self.call("events.subscribe", **params)

    def wait_event(self, method, where=lambda params: True, timeout=PATIENCE, what=None):
        """Takes the first such event out of those that came, waiting for it if need be."""
        deadline = time.monotonic() + timeout
        while True:
            for index, event in enumerate(self.events):
                if event["method"] == method and where(event["params"]):
                    return self.events.pop(index)
            seen = [event["method"] for event in self.events][-10:]
            check(time.monotonic() < deadline, f"no {what or method} within {timeout:.0f} s; seen: {seen}")
            self.receive(deadline - time.monotonic())

    def quiet(self, method, seconds, where=lambda params: True):
        """Fails if such an event is there or comes within so many seconds."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            self.receive(deadline - time.monotonic())
        for event in self.events:
            check(event["method"] != method or not where(event["params"]), f"{method} came")

    def scan(self, device=None, timeout=PATIENCE):
        """The next scan (of a device id)."""
        event = self.wait_event("scanner.data", lambda params: device in (None, params["device"]), timeout)
        return event["params"]

    def devices(self, **params):
        answer = self.call("device.list", **params)
        return answer["devices"] if isinstance(answer, dict) else answer

    def find(self, where):
        return next((device for device in self.devices() if where(device)), None)

    def ready(self, where, timeout=PATIENCE, what="device ready"):
        """Waits until a device that fits is ready, and gives it."""
        def look():
            device = self.find(where)
            return device if device and device["state"] == "ready" else None
        try:
            return eventually(look, what, timeout, pause=0.1)
        except Failure as failure:
            states = [(d["id"], d["state"], d.get("reason")) for d in self.devices()]
            raise Failure(f"{failure}; devices: {states}") from None

    def named(self, name, timeout=PATIENCE):
        return self.ready(lambda device: device.get("name") == name, timeout, f"{name} ready")

    def state(self, name, wanted, timeout=PATIENCE):
        where = lambda device: device.get("name") == name and device["state"] == wanted
        return eventually(lambda: self.find(where), f"{name} {wanted}", timeout, pause=0.1)

    def print_raw(self, printer, data, **params):
        content = {"raw": base64.b64encode(data).decode()}
        return self.call("printer.print", printer=printer, content=content, **params)

    def print(self, printer, content, **params):
        """Prints other content than raw bytes: `{"text": …}`, `{"receipt": […]}`, `{"image": …}`."""
        return self.call("printer.print", printer=printer, content=content, **params)

    def job(self, job, *states, timeout=PATIENCE):
        """Waits until a job is in one of the states."""
        def look():
            found = self.call("jobs.get", job=job)
            return found if found["state"] in states else None
        try:
            return eventually(look, f"job {' or '.join(states)}", timeout, pause=0.1)
        except Failure as failure:
            raise Failure(f"{failure}; it is {self.call('jobs.get', job=job)}") from None

    def close(self):
        self.socket.close()


class Daemon:
    """`posd run` with a configuration, in the guest."""

    def __init__(self, config="", log=None, user=None, arguments=()):
        write_text(CONFIG, config)
        os.chmod(CONFIG, 0o644)
        command = [POSD, "run", "--config", CONFIG, "--socket", SOCKET, "--state-dir", STATE, *arguments]
        os.makedirs(STATE, exist_ok=True)
        if user:
            subprocess.run(["chown", "-R", f"{user}:{user}", RUN], check=True)
            command = ["setpriv", "--reuid", user, "--regid", user, "--init-groups", "--no-new-privs", *command]
        self.process = subprocess.Popen(command, stdout=log, stderr=log, cwd="/", env={
            "PATH": os.environ["PATH"], "HOME": "/root", "SWIFT_BACKTRACE": "enable=no",
            **({"POSD_RENDER": RENDER} if RENDER else {})})
        self.clients = []
        def answers():
            check(self.process.poll() is None, f"posd has ended at start with {self.process.returncode}")
            with contextlib.suppress(OSError):
                return self.client()
            return None
        eventually(answers, "posd's socket")

    def client(self):
        client = Client()
        self.clients.append(client)
        return client

    @property
    def pid(self):
        return self.process.pid

    def figures(self):
        """What must not grow: open files, threads, written memory in KiB."""
        memory = {line.split(":")[0]: int(line.split()[1])
                  for line in (read_text(f"/proc/{self.pid}/smaps_rollup") or "").splitlines()[1:]}
        return {
            "files": len(os.listdir(f"/proc/{self.pid}/fd")),
            "threads": len(os.listdir(f"/proc/{self.pid}/task")),
            "memory": memory.get("Private_Dirty", 0),
        }

    def stop(self, signal_number=signal.SIGTERM, timeout=PATIENCE):
        for client in self.clients:
            client.close()
        self.clients.clear()
        if self.process.poll() is None:
            self.process.send_signal(signal_number)
        try:
            return self.process.wait(timeout)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise Failure(f"posd has not ended {timeout:.0f} s after signal {signal_number}") from None


class Rig:
    """What one scenario works with; everything is taken apart again at its end."""

    def __init__(self, bench, log):
        self.bench = bench
        self.log = log
        self.daemons = []

    def start(self, config="", **options):
        daemon = Daemon(config, log=self.log, **options)
        self.daemons.append(daemon)
        return daemon

    def start_with_client(self, config="", **options):
        """A daemon and a subscribed client of it."""
        daemon = self.start(config, **options)
        client = daemon.clients[0]
        client.subscribe()
        return daemon, client

    def note(self, *words):
        print(*words, file=self.log, flush=True)

    def end(self, failed):
        for daemon in self.daemons:
            status = None
            running = daemon.process.poll() is None
            if running:
                status = daemon.stop()
                if not failed:
                    check(status == 0, f"posd ended with {status} after SIGTERM")
        self.bench.clear()


# ------------------------------------------------------------------------------------------------------------- QEMU


class QMP:
    """QEMU's own monitor, wired into the guest as a serial port."""

    def __init__(self, path="/dev/ttyS1"):
        self.file = open_raw(path)
        self.inbox = b""
        self.last = 0
        # What the line has echoed before it was raw may be half a JSON text; FF makes QEMU's parser forget it.
        eventually(lambda: self.ask("qmp_capabilities", {}, reset=True, timeout=5), "QMP's answer")

    def ask(self, command, arguments, reset=False, timeout=PATIENCE):
        """The whole answer, None when there is none in time."""
        self.last += 1
        message = {"execute": command, "id": f"rig-{os.getpid()}-{self.last}"}
        if arguments:
            message["arguments"] = arguments
        os.write(self.file, b"\xff\n" * reset + json.dumps(message).encode() + b"\n")
        deadline = time.monotonic() + timeout
        while time.monotonic() < deadline:
            ready, _, _ = select.select([self.file], [], [], 1)
            if ready:
                self.inbox += os.read(self.file, 4096)
            *lines, self.inbox = self.inbox.split(b"\n")
            for line in lines:
                with contextlib.suppress(ValueError):
                    answer = json.loads(line)
                    if answer.get("id") == message["id"]:
                        return answer
        return None

    def execute(self, command, may_fail=False, **arguments):
        answer = self.ask(command, arguments)
        check(answer, f"QMP {command}: no answer")
        check(may_fail or "return" in answer, f"QMP {command}: {answer.get('error')}")
        return answer.get("return")

    def type_keys(self, keys):
        """All keys at once; QEMU's keyboard keeps 16 transitions."""
        events = [{"type": "key", "data": {"down": down, "key": {"type": "qcode", "data": key}}}
                  for key in keys for down in (True, False)]
        self.execute("input-send-event", events=events)

    def close(self):
        os.close(self.file)


def open_raw(path):
    """A serial port without echo and line discipline."""
    file = os.open(path, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
    attributes = termios.tcgetattr(file)
    attributes[0] = attributes[1] = attributes[3] = 0
    attributes[2] = termios.CS8 | termios.CREAD | termios.CLOCAL
    attributes[4] = attributes[5] = termios.B115200
    termios.tcsetattr(file, termios.TCSANOW, attributes)
    os.set_blocking(file, True)
    return file


# -------------------------------------------------------------------------------------------------------- scenarios

SCENARIOS = []


def scenario(name):
    """Makes a function `f(rig)` a scenario; the name is a sentence."""
    def add(function):
        SCENARIOS.append((name, function))
        return function
    return add
