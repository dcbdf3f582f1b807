"""Scanners on a real USB stack: each mode, identity, replug, and scans that must not be delivered short."""
from harness import *

WEDGE = '[[device]]\nname = "wedge"\nclass = "scanner"\nmatch = { usb = "05e0:1200" }\n'
POS = '[[device]]\nname = "pos"\nclass = "scanner"\nmatch = { usb = "0c2e:0b6a" }\n'
SERIAL = '[[device]]\nname = "serial"\nclass = "scanner"\nmatch = { usb = "05e0:1701" }\n'
EAN = "4901234567894"


@scenario("a keyboard scanner delivers its code, and types nothing on the desktop")
def keyboard(rig):
    rig.bench.plug("wedge", "keyboard")
    _, client = rig.start_with_client(WEDGE)
    device = client.named("wedge")
    with KeyWitness() as witness:
        for text in (EAN, "Abc-123/x_Y{z}", "~!@#$%^&*()_+|:\"<>? "):
            rig.bench.scan("wedge", text)
            equal(client.scan(device["id"])["raw"], base64.b64encode(text.encode()).decode(), "scan")
        rig.bench.scan("wedge", EAN, aim="]E0")
        scan = client.scan(device["id"])
        equal((scan["text"], scan["aim"]), (EAN, "]E0"), "scan with an AIM identifier")
        rig.bench.scan("wedge", "TAB1", end="tab")
        equal(client.scan(device["id"])["text"], "TAB1", "scan ended by Tab")
        equal(witness.watch(0.3), [], "keys on evdev")


@scenario("a keyboard scanner types GS as Ctrl+] or as Alt+029")
def keyboard_controls(rig):
    gs1 = "010490123456789410A1\x1d21B2"
    rig.bench.plug("control", "keyboard", port=0)
    rig.bench.plug("keypad", "altKeyboard", port=1)
    _, client = rig.start_with_client(
        f'[[device]]\nname = "control"\nclass = "scanner"\nmatch = {{ usb = "05e0:1200", port = "{port_path(0)}" }}\n'
        f'[[device]]\nname = "keypad"\nclass = "scanner"\nmatch = {{ usb = "05e0:1200", port = "{port_path(1)}" }}\n')
    for name in ("control", "keypad"):
        device = client.named(name)
        rig.bench.scan(name, gs1)
        equal(base64.b64decode(client.scan(device["id"])["raw"]), gs1.encode(), f"scan with GS by {name}")


@scenario("a HID POS scanner delivers code and symbology, long codes in one piece")
def hid_pos(rig):
    rig.bench.plug("pos", "hidpos", serial="18025B4D")
    _, client = rig.start_with_client(POS)
    device = client.named("pos")
    check("18025B4D" in device["id"], f"the id {device['id']} does not hold the serial number")
    rig.bench.scan("pos", EAN, aim="]E0")
    scan = client.scan(device["id"])
    equal((scan["text"], scan["aim"]), (EAN, "]E0"), "scan")
    # 56 bytes a report: continued, exactly full, one more, the longest code that exists.
    for length in (56, 57, 112, 300, 3000, 7089):
        text = "".join(str((index * 7 + length) % 10) for index in range(length))
        rig.bench.scan("pos", text, aim="]Q1")
        equal(client.scan(device["id"])["text"], text, f"scan of {length} characters")


@scenario("HID POS scanners of every maker deliver whole codes, beep and read when told to")
def hid_pos_makers(rig):
    makers = ("hidpos", "newland", "datalogic", "zebra", "accessIS", "jieli", "youjie")
    for port, kind in enumerate(makers):
        rig.bench.plug(kind, kind, port=port, serial=f"MAKER{port}")
    _, client = rig.start_with_client()
    for port, kind in enumerate(makers):
        device = client.ready(lambda found: found["id"].endswith(f"MAKER{port}"), what=f"{kind} ready")
        for text in (EAN, "7" * 56, "8" * 300):
            rig.bench.scan(kind, text)
            equal(client.scan(device["id"])["text"], text, f"scan of {kind}")
        client.call("scanner.beep", device=device["id"], good=True)
        client.call("scanner.beep", device=device["id"], good=False)
        client.call("scanner.trigger", device=device["id"], on=True)
        client.call("scanner.trigger", device=device["id"], on=False)
        stats = rig.bench.stats(kind)
        equal([stats[name] for name in ("goodBeeps", "errorBeeps", "triggers")], [1, 1, 1], f"orders of {kind}")


@scenario("scanners in SNAPI, IBM/OEM and SSI modes deliver whole codes with their symbology, and stop when told to")
def makers_modes(rig):
    modes = {"snapi": "05e0:1900", "oem": "05e0:1300", "oemTable": "05e0:1400", "ssi": "05e0:1701"}
    config = ""
    for port, (kind, usb) in enumerate(modes.items()):
        rig.bench.plug(kind, kind, port=port)
        config += f'[[device]]\nname = "{kind}"\nclass = "scanner"\nmatch = {{ usb = "{usb}" }}\n'
    _, client = rig.start_with_client(config + 'driver = "ssi-scanner"\n')
    for kind in modes:
        device = client.named(kind)
        for text in (EAN, "8" * 300):
            rig.bench.scan(kind, text, aim="]E0" if text == EAN else "]Q1")
            scan = client.scan(device["id"])
            equal((scan["text"], scan["symbology"]), (text, "ean13" if text == EAN else "qr"), f"scan of {kind}")
        client.call("scanner.enable", device=device["id"], on=False)
        rig.bench.scan(kind, "NOT READ")
        client.call("scanner.enable", device=device["id"], on=True)
        rig.bench.scan(kind, EAN, aim="]E0")
        equal(client.scan(device["id"])["text"], EAN, f"scan of {kind} that is switched on again")


@scenario("a composite scanner types nothing once posd has it, over usb and hidraw, after each plug anew")
def hid_pos_composite(rig):
    # The device database reaches Honeywell's by usb and Youjie's by hidraw.
    for vendor, product, link in (("0c2e", "0b87", "usb"), ("23d0", "ffff", "hidraw")):
        config = f'[[device]]\nname = "pos"\nclass = "scanner"\nmatch = {{ usb = "{vendor}:{product}" }}\n'
        rig.bench.plug("pos", "youjie", vid=vendor, pid=product)
        daemon, client = rig.start_with_client(config)
        equal(client.named("pos")["transport"]["kind"], link, "link")
        with KeyWitness() as witness:
            for _ in range(2):
                rig.bench.scan("pos", EAN, aim="]E0")
                scan = client.scan()
                equal((scan["text"], scan["aim"]), (EAN, "]E0"), "scan")
                rig.bench.unplug("pos")
                client.state("pos", "absent")
                rig.bench.plug("pos", "youjie", vid=vendor, pid=product)
                client.named("pos")
            equal(witness.watch(0.2), [], "keys on evdev")
        equal(daemon.stop(), 0, "exit status")
        rig.bench.clear()


@scenario("a CDC-ACM scanner delivers its code")
def serial(rig):
    rig.bench.plug("serial", "serial")
    _, client = rig.start_with_client(SERIAL)
    device = client.named("serial")
    for end in ("enter", "crlf", "tab"):
        rig.bench.scan("serial", EAN + end, end=end)
        equal(client.scan(device["id"])["text"], EAN + end, f"scan ended by {end}")
    rig.bench.scan("serial", "without an end", end="none")
    equal(client.scan(device["id"])["text"], "without an end", "scan ended by silence")


@scenario("two identical scanners without serial number are told apart by their ports")
def twins(rig):
    rig.bench.plug("left", "hidpos", port=2)
    rig.bench.plug("right", "hidpos", port=4)
    _, client = rig.start_with_client(
        f'[[device]]\nname = "left"\nmatch = {{ usb = "0c2e:0b6a", port = "{port_path(2)}" }}\n'
        f'[[device]]\nname = "right"\nmatch = {{ usb = "0c2e:0b6a", port = "{port_path(4)}" }}\n')
    ids = {name: client.named(name)["id"] for name in ("left", "right")}
    check(ids["left"] != ids["right"], f"both are {ids['left']}")
    for name in ("right", "left", "left", "right"):
        rig.bench.scan(name, f"from {name}")
        scan = client.scan()
        equal((scan["device"], scan["text"]), (ids[name], f"from {name}"), "scan")
    rig.bench.unplug("left")
    client.state("left", "absent")
    rig.bench.plug("left", "hidpos", port=2)
    equal(client.named("left")["id"], ids["left"], "id after a replug")
    rig.bench.scan("left", "again")
    equal(client.scan()["device"], ids["left"], "scanner")


@scenario("a replugged scanner keeps id and claim, and leaks no key to evdev")
def replug(rig):
    rig.bench.plug("wedge", "keyboard")
    daemon, owner = rig.start_with_client(WEDGE)
    other = daemon.client()
    other.subscribe()
    device = owner.named("wedge")
    owner.call("device.claim", device="wedge")
    with KeyWitness() as witness:
        for round in range(3):
            rig.bench.unplug("wedge")
            owner.state("wedge", "absent")
            rig.bench.plug("wedge", "keyboard")
            back = owner.named("wedge")
            equal(back["id"], device["id"], "id")
            check(back["claimedBy"], "the claim is gone")
            rig.bench.scan("wedge", f"ROUND{round}")
            equal(owner.scan(device["id"])["text"], f"ROUND{round}", "scan for the owner")
            equal(witness.watch(0.2), [], "keys on evdev")
    other.quiet("scanner.data", 0.2)


@scenario("a scan cut by the cable is reported as lost and never delivered short")
def cut(rig):
    for name, config, kind, packets, text in (
            ("wedge", WEDGE, "keyboard", 11, EAN), ("pos", POS, "hidpos", 2, "0123456789" * 20)):
        rig.bench.plug(name, kind)
        daemon, client = rig.start_with_client(config)
        device = client.named(name)
        # A whole one first, so that what follows is not read by a scanner that is still asleep.
        rig.bench.scan(name, text)
        equal(client.scan(device["id"])["text"], text, "whole scan")
        rig.bench.scan(name, text, cut=packets, gap=20, unplug=1)
        lost = client.wait_event("scanner.lost", lambda params: params["device"] == device["id"])
        equal(lost["params"]["reason"], "unplugged", "reason")
        client.quiet("scanner.data", 1)
        rig.bench.plug(name, kind)
        client.named(name)
        rig.bench.scan(name, text)
        equal(client.scan(device["id"])["text"], text, "scan after the replug")
        equal(daemon.stop(), 0, "exit status")
        rig.bench.clear()


@scenario("a keyboard that nobody configured is never touched")
def keyboard_is_left_alone(rig):
    rig.bench.plug("keyboard", "keyboard", port=1, vid="046d", pid="c31c", manufacturer="Logitech", product="Keyboard")
    rig.bench.plug("wedge", "keyboard", port=0)
    _, client = rig.start_with_client(WEDGE)
    device = client.named("wedge")
    equal(interface_driver(1), "usbhid", "driver of the keyboard")
    with KeyWitness() as witness:
        rig.bench.scan("keyboard", "42")
        eventually(lambda: witness.poll() == [5, 3, 28], f"keys on evdev")
        rig.bench.scan("wedge", "SCAN")
        equal(client.scan(device["id"])["text"], "SCAN", "scan")
        equal(witness.watch(0.2), [5, 3, 28], "keys on evdev")
    check(not client.find(lambda found: "046d" in found["id"]), "the keyboard is listed")


@scenario("three scanners at once lose nothing and keep their order")
def together(rig):
    kinds = {"wedge": "keyboard", "pos": "hidpos", "serial": "serial"}
    for port, (name, kind) in enumerate(kinds.items()):
        rig.bench.plug(name, kind, port=port)
    _, client = rig.start_with_client(WEDGE + POS + SERIAL)
    ids = {client.named(name)["id"]: name for name in kinds}
    for number in range(20):
        for name in kinds:
            rig.bench.scan(name, f"{name.upper()}{number:04}")
    found = {name: [] for name in kinds}
    for _ in range(20 * len(kinds)):
        scan = client.scan()
        found[ids[scan["device"]]].append(scan["text"])
    for name in kinds:
        equal(found[name], [f"{name.upper()}{number:04}" for number in range(20)], f"scans of {name}")
