"""Cash drawers that are devices of their own: on USB, and two on one printer."""
from harness import *
from printers import PRINTER, ready

TWO = PRINTER + "".join(
    f'[[device]]\nname = "{name}"\nclass = "cashDrawer"\nmatch = {{ usb = "04b8:0e15" }}\npin = {pin}\n'
    for name, pin in (("left", 2), ("right", 5)))


def moved(client, cause, name=None):
    event = client.wait_event("drawer.status", lambda params: params["cause"] == cause, what=cause)
    if name:
        equal(client.find(lambda device: device["id"] == event["params"]["device"])["name"], name, "drawer")
    return event["params"]


@scenario("a USB drawer is taken from usbhid, kicked, and tells key, closing and unplug")
def usb(rig):
    rig.bench.plug("drawer", "drawer", serial="CD400012")
    eventually(lambda: interface_driver(0) == "usbhid", "usbhid bound")
    _, client = rig.start_with_client()
    drawer = client.ready(lambda device: device["class"] == "cashDrawer", what="drawer ready")["id"]
    check(interface_driver(0) != "usbhid", "usbhid still holds the drawer")
    equal(client.call("drawer.status", drawer=drawer)["open"], False, "open")
    equal(client.call("drawer.open", drawer=drawer)["opened"], True, "opened")
    moved(client, "kick")
    rig.bench.command("drawer", "drawer", "closed")
    moved(client, "closed")
    rig.bench.command("drawer", "drawer", "open")
    moved(client, "key")
    wait = client.start("drawer.waitClosed", {"drawer": drawer, "timeoutMs": 100_000})
    rig.bench.command("drawer", "drawer", "closed")
    equal(client.finish(wait)["closed"], True, "closed")
    figures = rig.bench.stats("drawer")
    equal((figures["kicks"], figures["unknown"], figures["bootloader"]), (1, 0, 0), "kicks, unknown and fatal reports")
    rig.bench.unplug("drawer")
    client.wait_event("device.changed", lambda params: params["id"] == drawer and params["state"] == "absent")
    rig.bench.replug("drawer")
    client.ready(lambda device: device["id"] == drawer, what="drawer ready again")
    equal(client.call("drawer.open", drawer=drawer)["opened"], True, "opened after the replug")
    equal(rig.bench.stats("drawer")["kicks"], 2, "kicks")


@scenario("two drawers on one printer are kicked at their own pins, and their one line is said to be one")
def two(rig):
    rig.bench.plug("printer", "printer", drawers=2)
    _, client = rig.start_with_client(TWO)
    ready(client)
    client.ready(lambda device: device.get("name") == "right", what="drawer ready")
    equal(client.call("drawer.open", drawer="right")["opened"], True, "opened")
    figures = rig.bench.stats("printer")
    equal((figures["kicks"], figures["secondKicks"]), (0, 1), "kicks of both")
    check("shared" not in moved(client, "kick", "right"), "a kicked drawer is known")
    equal(client.call("drawer.status", drawer="right"), {"open": True, "anyOpen": True}, "the right one")
    equal(client.call("drawer.status", drawer="left"), {"open": None, "anyOpen": True}, "the left one")
    rig.bench.command("drawer", "printer", "closed", pin=5)
    moved(client, "closed", "right")
    equal(client.call("drawer.open", drawer="left")["opened"], True, "opened")
    moved(client, "kick", "left")
    rig.bench.command("drawer", "printer", "closed", pin=2)
    moved(client, "closed", "left")
    rig.bench.command("drawer", "printer", "open", pin=5)
    check(moved(client, "key")["shared"], "nobody can know which one was opened with the key")
