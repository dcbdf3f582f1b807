"""What the print measurements share: a client of posd, a posd with printers, the C printer, and other people's packages."""
import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
CACHE = os.path.join(ROOT, ".cache/benchmarks")
POSD = os.path.join(ROOT, ".build/release/posd")


def percentile(values, share):
    values = sorted(values)
    return values[min(len(values) - 1, int(len(values) * share))]


def say(kind, what, value, unit, goal=""):
    """One line of a measurement."""
    print(f"{kind:12} {what:52} {value:>10} {unit:10} {goal}", flush=True)


def swift_bench():
    """posd-bench, built when it is not there or older than the sources."""
    path = os.path.join(ROOT, ".build/release/posd-bench")
    sources = [os.path.join(folder, name) for top in ("Sources", "Benchmarks/posd-bench")
               for folder, _, names in os.walk(os.path.join(ROOT, top)) for name in names if name.endswith(".swift")]
    if not os.path.exists(path) or os.path.getmtime(path) < max(map(os.path.getmtime, sources)):
        subprocess.run(["swift", "build", "-c", "release", "--static-swift-stdlib", "--product", "posd-bench"], cwd=ROOT,
                       env={**os.environ, "BENCH": "1"}, check=True, stdout=subprocess.DEVNULL)
        os.utime(path)
    return path


def compile_printer(folder):
    subprocess.run(["gcc", "-O2", "-o", f"{folder}/printer", f"{HERE}/printer.c"], check=True)


def load():
    return open("/proc/loadavg").read().split()[0]


class Client:
    def __init__(self, path, timeout=60):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(timeout)
        self.socket.connect(path)
        self.file = self.socket.makefile("rw", encoding="utf-8", newline="\n")
        self.file.readline()
        self.last = 0

    def call(self, method, **params):
        self.last += 1
        self.file.write(json.dumps({"jsonrpc": "2.0", "id": self.last, "method": method, "params": params}) + "\n")
        self.file.flush()
        while True:
            line = self.file.readline()
            if not line:
                raise ConnectionError("posd has gone")
            answer = json.loads(line)
            if answer.get("id") == self.last:
                if "error" in answer:
                    raise RuntimeError(answer["error"]["message"])
                return answer["result"]


class Till:
    """The daemon with one network printer."""

    def __init__(self, posd, folder, port, profile=""):
        self.posd, self.folder, self.socket = os.path.abspath(posd), folder, f"{folder}/posd.sock"
        with open(f"{folder}/posd.toml", "w") as file:
            file.write(f'[[device]]\nname = "kitchen"\nclass = "posPrinter"\ntransport = "tcp://127.0.0.1:{port}"\n')
            file.write(f'profile = "{profile}"\n' if profile else "")
        self.process = None

    def start(self, every=0.005):
        with contextlib.suppress(FileNotFoundError):
            os.unlink(self.socket)
        log = open(f"{self.folder}/posd.log", "ab")
        self.process = subprocess.Popen(
            [self.posd, "run", "--socket", self.socket, "--state-dir", self.folder, "--config",
             f"{self.folder}/posd.toml"], stdout=log, stderr=log)
        end = time.monotonic() + 20
        while True:
            with contextlib.suppress(OSError):
                return Client(self.socket)
            if time.monotonic() > end or self.process.poll() is not None:
                sys.exit(f"posd did not start: {open(f'{self.folder}/posd.log').read()[-2000:]}")
            time.sleep(every)

    def ready(self, seconds=20):
        """Starts it, and waits until its printer is there and has said how it is."""
        client = self.start()
        end = time.monotonic() + seconds
        while client.call("device.get", device="kitchen")["state"] != "ready":
            if time.monotonic() > end:
                sys.exit("the printer did not become ready")
            time.sleep(0.02)
        time.sleep(0.5)
        return client

    def memory(self):
        """kB that are resident now, and the most that ever were."""
        lines = dict(line.split(":", 1) for line in open(f"/proc/{self.process.pid}/status").read().splitlines())
        return {key: int(lines[name].split()[0]) for key, name in (("now", "VmRSS"), ("peak", "VmHWM"))}

    def switches(self):
        total = 0
        for task in os.listdir(f"/proc/{self.process.pid}/task"):
            for line in open(f"/proc/{self.process.pid}/task/{task}/status"):
                total += int(line.split()[1]) if "ctxt_switches" in line else 0
        return total

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(30)


class Printer:
    """The C printer, and what it tells."""

    def __init__(self, folder, name, rate=0):
        path = f"{folder}/{name}.port"
        command = [f"{folder}/printer", path] + (["slow", str(rate)] if rate else [])
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        while not (os.path.exists(path) and open(path).read()):
            time.sleep(0.01)
        self.port = int(open(path).read())
        self.jobs, self.kicks = [], []
        self.news = threading.Condition()
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        for line in self.process.stdout:
            words = line.split()
            with self.news:
                (self.jobs if words[0] == "job" else self.kicks).append([int(word) for word in words[1:]])
                self.news.notify_all()

    def wait(self, jobs, seconds=30):
        with self.news:
            if not self.news.wait_for(lambda: len(self.jobs) >= jobs, seconds):
                sys.exit(f"only {len(self.jobs)} of {jobs} jobs reached the printer")

    def stop(self):
        self.process.kill()
        self.process.wait()


def install(*packages):
    missing = [name for name in packages if subprocess.run(
        ["dpkg-query", "-W", "-f", "${Status}", name], capture_output=True, text=True).stdout != "install ok installed"]
    if missing:
        subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing], check=True,
                       stdout=subprocess.DEVNULL, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"})


def venv(*packages):
    """The Python of an environment with these packages, made at the first use."""
    folder = os.path.join(CACHE, "venv")
    python = f"{folder}/bin/python"
    if not os.path.exists(python):
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    subprocess.run([python, "-m", "pip", "install", "-q", "--disable-pip-version-check", *packages], check=True)
    return python


def fdatasync(folder, count=200):
    times = []
    with open(f"{folder}/sync", "wb") as file:
        for _ in range(count):
            file.write(b"x" * 4096)
            file.flush()
            start = time.monotonic_ns()
            os.fdatasync(file.fileno())
            times.append((time.monotonic_ns() - start) / 1e6)
    return times
