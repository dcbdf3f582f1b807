"""What scenarios in the guest are written with: the simulated bench, the daemon, its clients, and a witness on evdev.

Runs in the guest only (see guest/play). Python's standard library and the tools of the guest; no package.
"""
import base64
import contextlib
import fcntl
import fnmatch
import glob
import json
import os
import select
import signal
import socket
import struct
import subprocess
import time

TESTS = os.path.dirname(os.path.abspath(__file__))
REPOSITORY = os.path.dirname(os.path.dirname(TESTS))
POSD = os.environ.get("POSD_BIN", REPOSITORY + "/.build/release/posd")
USBSIM = os.environ.get("USBSIM_BIN", REPOSITORY + "/.build/release/usbsim")
RUN = "/run/rig"
SOCKET = RUN + "/posd.sock"
STATE = RUN + "/state"
CONFIG = RUN + "/posd.toml"
CONTROL = RUN + "/usbsim.sock"

# Ten times and more what a quiet machine needs: emulation on a loaded one is slow.
PATIENCE = 60.0


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

    def scan(self, name, text, **options):
        self.command("scan", name, text=text, **options)

    def stats(self, name):
        return {key: int(value) for key, value in self.command("stats", name).items()}

    def received(self, name):
        """The bytes that a printer has taken, in order."""
        path = RUN + "/received"
        self.command("received", name, file=path)
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
