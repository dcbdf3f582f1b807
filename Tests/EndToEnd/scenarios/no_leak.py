"""Not one key of an owned scanner reaches the desktop or a text console, and the cashier's keyboard types on throughout."""
import fcntl

from harness import *

WEDGE = '[[device]]\nname = "wedge"\nclass = "scanner"\nmatch = { usb = "05e0:1200" }\n'
RULES = "/etc/udev/rules.d/72-posd.rules"
OPTIONS = "/etc/modprobe.d/posd.conf"
CASHIER = {"port": 1, "vid": "046d", "pid": "c31c", "manufacturer": "Logitech", "product": "Keyboard"}
# 4, 2, Enter: as key codes for evdev, as bytes for a console in raw mode.
TYPED = ([5, 3, 28], b"42\r")


class ConsoleWitness:
    """Reads the text console that has the keyboard, as a login prompt or a full-screen POS program would."""

    VT_ACTIVATE, VT_WAITACTIVE = 0x5606, 0x5607

    def __init__(self):
        self.file = open_raw("/dev/tty1")
        os.set_blocking(self.file, False)
        fcntl.ioctl(self.file, self.VT_ACTIVATE, 1)
        fcntl.ioctl(self.file, self.VT_WAITACTIVE, 1)
        # What was typed before nobody has read.
        termios.tcflush(self.file, termios.TCIFLUSH)
        self.typed = b""

    def poll(self):
        with contextlib.suppress(BlockingIOError):
            while data := os.read(self.file, 4096):
                self.typed += data
        return self.typed

    def close(self):
        os.close(self.file)


class Witnesses:
    """Both, with the cashier who types between the scans: what they see is what the cashier has typed, no key more."""

    def __init__(self, rig):
        self.rig = rig
        self.keys = KeyWitness()
        self.console = ConsoleWitness()
        self.rounds = 0

    def expect(self, phase):
        """The cashier types, and then everything that was seen since the beginning is looked at."""
        self.rig.bench.scan("cashier", "42")
        self.rounds += 1
        keys, text = (part * self.rounds for part in TYPED)
        eventually(lambda: self.keys.poll()[-3:] == TYPED[0] and len(self.keys.keys) >= len(keys), f"{phase}: keys on evdev")
        eventually(lambda: len(self.console.poll()) >= len(text), f"{phase}: text on the console")
        # What a scanner has typed may come later than what the cashier has.
        equal(self.keys.watch(0.5), keys, f"{phase}: keys on evdev")
        equal(self.console.poll(), text, f"{phase}: text on the console")
        self.rig.note(f"{phase}: 0 keys of the scanner on evdev, 0 on the console; the cashier's {len(keys)} all came")

    def close(self):
        self.keys.close()
        self.console.close()


@contextlib.contextmanager
def installed(rig, *, modprobe):
    """The rules (and the kernel's options) that posd makes of the configuration, as a technician installs them."""
    write_text(CONFIG, WEDGE)
    made = {RULES: []} | ({OPTIONS: ["--modprobe"]} if modprobe else {})
    for path, words in made.items():
        text = subprocess.run([POSD, "rules", "--config", CONFIG, *words], check=True, capture_output=True, text=True)
        write_text(path, text.stdout)
    subprocess.run(["udevadm", "control", "--reload"], check=True)
    if modprobe:
        reload_usbhid()
        check("0x05e0:0x1200" in read_text("/sys/module/usbhid/parameters/quirks"), "usbhid has not got its option")
    try:
        yield
    finally:
        for daemon in rig.daemons:
            daemon.stop()
        rig.bench.clear()
        for path in made:
            os.unlink(path)
        subprocess.run(["udevadm", "control", "--reload"], check=True)
        if modprobe:
            reload_usbhid()


def reload_usbhid():
    subprocess.run(["modprobe", "-r", "usbhid"], check=True)
    subprocess.run(["modprobe", "usbhid"], check=True)


@contextlib.contextmanager
def witnesses(rig):
    rig.bench.plug("cashier", "keyboard", **CASHIER)
    eventually(lambda: device_nodes(1, "event*"), "the cashier's event node")
    seen = Witnesses(rig)
    try:
        yield seen
    finally:
        seen.close()


@scenario("not one key of an owned scanner leaks: boot, plug, replug, crash, restart, upgrade")
def life(rig):
    with installed(rig, modprobe=True), witnesses(rig) as seen:
        rig.bench.plug("wedge", "keyboard")
        rig.bench.scan("wedge", "BOOT")
        seen.expect("boot, before the daemon")
        daemon, client = rig.start_with_client(WEDGE)
        device = client.named("wedge")
        scans(rig, client, device, "FIRST")
        seen.expect("boot, with the daemon")

        for round in range(3):
            rig.bench.unplug("wedge")
            client.state("wedge", "absent")
            rig.bench.plug("wedge", "keyboard")
            # At once, before anybody can have taken it.
            rig.bench.scan("wedge", f"PLUG{round}")
            client.named("wedge")
            scans(rig, client, device, f"AFTER{round}")
            seen.expect(f"plug {round + 1}")

        rig.bench.scan("wedge", "CRASHING", cut=9)
        daemon.stop(signal.SIGKILL)
        rig.bench.scan("wedge", "NOBODY")
        seen.expect("crash")
        rig.bench.unplug("wedge")
        rig.bench.plug("wedge", "keyboard")
        rig.bench.scan("wedge", "STILL")
        seen.expect("replug without a daemon")

        daemon, client = rig.start_with_client(WEDGE)
        client.named("wedge")
        scans(rig, client, device, "AGAIN")
        seen.expect("start after the crash")
        for restart in ("restart", "upgrade"):
            rig.bench.scan("wedge", "STOPPING", cut=5)
            equal(daemon.stop(), 0, "exit status")
            rig.bench.scan("wedge", "BETWEEN")
            if restart == "upgrade":
                subprocess.run(["udevadm", "trigger", "--settle"], check=True)
            daemon, client = rig.start_with_client(WEDGE)
            client.named("wedge")
            scans(rig, client, device, restart)
            seen.expect(restart)


def scans(rig, client, device, text):
    """A scan arrives; what was typed while nobody listened may come before it, whole."""
    rig.bench.scan("wedge", text)
    early = {"BOOT", "NOBODY", "STILL", "BETWEEN", "PLUG0", "PLUG1", "PLUG2"}
    while (found := client.scan(device["id"])["text"]) != text:
        check(found in early, f"a scan that nobody made: {found}")


@scenario("udev takes the keyboard of a configured scanner from the kernel before the daemon runs, and no other")
def rules_alone(rig):
    with installed(rig, modprobe=False), witnesses(rig) as seen:
        rig.bench.plug("wedge", "keyboard")
        # One that the kernel has not seen yet has no driver either.
        eventually(lambda: has_interface(0), "the scanner")
        subprocess.run(["udevadm", "settle"], check=True)
        eventually(lambda: interface_driver(0) is None and not device_nodes(0, "event*"), "no driver on the scanner")
        # A driver that comes later would be seen here.
        subprocess.run(["udevadm", "settle"], check=True)
        equal((interface_driver(0), interface_driver(1)), (None, "usbhid"), "drivers of scanner and keyboard")
        rig.bench.scan("wedge", "BEFORE")
        seen.expect("before the daemon")
        _, client = rig.start_with_client(WEDGE)
        device = client.named("wedge")
        rig.bench.scan("wedge", "AFTER")
        eventually(lambda: client.scan(device["id"])["text"] == "AFTER", "scan")
        seen.expect("with the daemon")
