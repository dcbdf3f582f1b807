"""The daemon's own life among the devices: starting, stopping, dying, permissions, hostile devices, leaks."""
from harness import *
from printers import PRINTER
from scanners import EAN, POS, SERIAL, WEDGE

ALL = {"wedge": "keyboard", "pos": "hidpos", "serial": "serial", "printer": "printer"}
NAMES = ("wedge", "pos", "serial", "receipt")


def everything_works(rig, client):
    devices = {name: client.ready(lambda device: device.get("name") == name and device["class"] != "cashDrawer",
                                  what=f"{name} ready") for name in NAMES}
    for name in ("wedge", "pos", "serial"):
        rig.bench.scan(name, EAN)
        equal(client.scan(devices[name]["id"])["text"], EAN, f"scan of {name}")
    equal(client.print_raw("receipt", b"Hello\n", wait="done")["state"], "printed", "print job")
    return devices


@scenario("a daemon started after the devices finds them, one started before them too")
def order(rig):
    for port, (name, kind) in enumerate(ALL.items()):
        rig.bench.plug(name, kind, port=port)
    eventually(lambda: device_nodes(3, "lp*"), "all enumerated")
    daemon, client = rig.start_with_client(WEDGE + POS + SERIAL + PRINTER)
    after = everything_works(rig, client)
    equal(daemon.stop(), 0, "exit status")
    rig.bench.clear()
    _, client = rig.start_with_client(WEDGE + POS + SERIAL + PRINTER)
    for name in NAMES:
        device = client.find(lambda found: found.get("name") == name)
        check(device is None or device["state"] == "absent", f"{name} is {device and device['state']} while unplugged")
    for port, (name, kind) in enumerate(ALL.items()):
        rig.bench.plug(name, kind, port=port)
    before = everything_works(rig, client)
    equal({name: device["id"] for name, device in before.items()},
          {name: device["id"] for name, device in after.items()}, "ids")


@scenario("the daemon runs as user posd with our udev rules")
def unprivileged(rig):
    rules = REPOSITORY + "/udev/72-posd.rules"
    users = REPOSITORY + "/systemd/posd-sysusers.conf"
    check(os.path.exists(rules) and os.path.exists(users), "udev/72-posd.rules or systemd/posd-sysusers.conf is missing")
    subprocess.run(["systemd-sysusers", users], check=True, stdout=rig.log, stderr=rig.log)
    os.makedirs("/etc/udev/rules.d", exist_ok=True)
    subprocess.run(["cp", rules, "/etc/udev/rules.d/72-posd.rules"], check=True)
    subprocess.run(["udevadm", "control", "--reload"], check=True)
    try:
        for port, (name, kind) in enumerate(ALL.items()):
            rig.bench.plug(name, kind, port=port)
        eventually(lambda: device_nodes(0, "event*") and device_nodes(3, "lp*"), "all enumerated")
        subprocess.run(["udevadm", "settle"], check=True)
        event = device_nodes(0, "event*")[0]
        properties = subprocess.run(["udevadm", "info", "-q", "property", "-n", f"/dev/input/{event}"],
                                    capture_output=True, text=True).stdout
        rig.note(properties)
        check("ID_INPUT=1" not in properties.split(), "the scanner is still an input device for the desktop")
        _, client = rig.start_with_client(WEDGE + POS + SERIAL + PRINTER, user="posd")
        equal(os.stat(f"/proc/{rig.daemons[0].pid}").st_uid == 0, False, "the daemon is root")
        everything_works(rig, client)
        rig.bench.unplug("wedge")
        client.state("wedge", "absent")
        rig.bench.plug("wedge", "keyboard")
        everything_works(rig, client)
    finally:
        os.unlink("/etc/udev/rules.d/72-posd.rules")
        subprocess.run(["udevadm", "control", "--reload"], check=True)
        for daemon in rig.daemons:
            daemon.stop()
        subprocess.run(["chown", "-R", "root:root", RUN], check=True)


@scenario("a stopped daemon leaves its scanner unbound: no key reaches the desktop")
def stop_keeps_closed(rig):
    rig.bench.plug("wedge", "keyboard")
    daemon, client = rig.start_with_client(WEDGE)
    client.named("wedge")
    equal(daemon.stop(), 0, "exit status")
    equal(interface_driver(0), None, "driver of the scanner")
    with KeyWitness() as witness:
        rig.bench.scan("wedge", EAN)
        equal(witness.watch(1), [], "keys on evdev")
    _, client = rig.start_with_client(WEDGE)
    device = client.named("wedge")
    rig.bench.scan("wedge", "BACK")
    texts = [client.scan(device["id"])["text"]]
    # What was scanned while nobody listened may still be in the scanner.
    if texts == [EAN]:
        texts.append(client.scan(device["id"])["text"])
    equal(texts[-1], "BACK", "scan of the next daemon")


@scenario("a stopped daemon gives the scanner back where the configuration says so")
def stop_gives_back(rig):
    rig.bench.plug("wedge", "keyboard")
    daemon, client = rig.start_with_client("[daemon]\nleave-unbound = false\n" + WEDGE)
    client.named("wedge")
    equal(daemon.stop(), 0, "exit status")
    eventually(lambda: interface_driver(0) == "usbhid" and device_nodes(0, "event*"), "usbhid bound again")
    with KeyWitness() as witness:
        rig.bench.scan("wedge", "42")
        eventually(lambda: witness.poll() == [5, 3, 28], "keys on evdev")


@scenario("kill -9 of the daemon lets no key reach the desktop")
def kill_keeps_closed(rig):
    rig.bench.plug("wedge", "keyboard")
    daemon, client = rig.start_with_client(WEDGE)
    client.named("wedge")
    with KeyWitness() as witness:
        rig.bench.scan("wedge", EAN, cut=9)
        daemon.stop(signal.SIGKILL)
        rig.bench.scan("wedge", EAN)
        equal(witness.watch(1), [], "keys on evdev")
    equal(interface_driver(0), None, "driver of the scanner")
    _, client = rig.start_with_client(WEDGE)
    client.named("wedge")


@scenario("malformed descriptors do not hurt")
def malformed(rig):
    rig.bench.plug("pos", "hidpos", port=0)
    daemon, client = rig.start_with_client(POS + PRINTER)
    device = client.named("pos")
    forms = ("truncatedConfiguration", "zeroLengthDescriptor", "noConfigurations", "duplicateEndpoint",
             "missingEndpoints", "brokenStrings", "garbageReport")
    for index, form in enumerate(forms):
        for port, (name, kind) in enumerate((("bad printer", "printer"), ("bad scanner", "hidpos"),
                                             ("bad keyboard", "keyboard")), start=1):
            rig.bench.plug(name.replace(" ", "-"), kind, port=port, malformed=form)
        time.sleep(1.5)
        rig.bench.scan("pos", f"{EAN}{index}")
        equal(client.scan(device["id"])["text"], f"{EAN}{index}", f"scan beside {form}")
        rig.note(form, [(d["id"], d["state"], (d.get("reason") or {}).get("code")) for d in client.devices()])
        for name in ("bad-printer", "bad-scanner", "bad-keyboard"):
            rig.bench.unplug(name)
    equal(daemon.process.poll(), None, "exit status")
    rig.bench.plug("printer", "printer", port=1)
    client.ready(lambda found: found.get("name") == "receipt" and found["class"] == "posPrinter")
    equal(client.print_raw("receipt", b"Still here\n", wait="done")["state"], "printed", "print job")


@scenario("fifty plug cycles grow neither files nor threads nor memory")
def cycles(rig):
    daemon, client = rig.start_with_client(WEDGE + PRINTER)

    def cycle(number):
        rig.bench.plug("wedge", "keyboard", port=0)
        rig.bench.plug("printer", "printer", port=1)
        device = client.named("wedge")
        client.ready(lambda found: found.get("name") == "receipt" and found["class"] == "posPrinter")
        rig.bench.scan("wedge", f"CYCLE{number}")
        equal(client.scan(device["id"])["text"], f"CYCLE{number}", "scan")
        rig.bench.unplug("wedge")
        rig.bench.unplug("printer")
        client.state("wedge", "absent")
        client.state("receipt", "absent")
        client.events.clear()

    cycle(0)
    rig.bench.plug("printer", "printer", port=1)
    client.ready(lambda found: found.get("name") == "receipt" and found["class"] == "posPrinter")
    # The daemon keeps its last 1,000 events: they are there before the counting begins.
    for _ in range(600):
        client.call("device.claim", device="receipt")
        client.call("device.release", device="receipt")
        client.events.clear()
    rig.bench.unplug("printer")
    client.state("receipt", "absent")
    for number in range(10):
        cycle(number)
    first = daemon.figures()
    for number in range(50):
        cycle(number)
        if number % 10 == 9:
            rig.note(number + 1, daemon.figures())
        if number == 24:
            middle = daemon.figures()
    last = daemon.figures()
    rig.note("before", first, "after", last)
    check(last["files"] <= first["files"], f"open files: {first['files']} before, {last['files']} after")
    check(last["threads"] <= first["threads"], f"threads: {first['threads']} before, {last['threads']} after")
    # What leaks grows in both halves; a huge page, which the kernel gives once, is in one of them.
    halves = (middle["memory"] - first["memory"], last["memory"] - middle["memory"])
    check(min(halves) <= 256, f"memory: grows by {halves[0]} and {halves[1]} KiB in 25 cycles each")
