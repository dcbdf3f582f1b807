"""QEMU's own devices behind a real xHCI driver, plugged through QMP."""
from harness import *


def plug(qmp, driver, name, **options):
    # The same port each time: QEMU makes the serial number, and udev its links, of the port.
    qmp.execute("device_add", driver=driver, id=name, bus="xhci.0", port="2", **options)


def plugged(qmp, *arguments, **options):
    """device_del ends later than its answer; until then name and port are taken."""
    try:
        plug(qmp, *arguments, **options)
        return True
    except Failure:
        return False


@contextlib.contextmanager
def qemu_device(driver, name, **options):
    qmp = QMP()
    eventually(lambda: plugged(qmp, driver, name, **options), f"{driver} plugged")
    try:
        yield qmp
    finally:
        qmp.execute("device_del", may_fail=True, id=name)
        qmp.close()


@scenario("QEMU's usb-serial is a scanner by its by-id link, also after a replug")
def usb_serial(rig):
    with qemu_device("usb-serial", "serial0", chardev="usbserial") as qmp:
        link = eventually(lambda: glob.glob("/dev/serial/by-id/*QEMU*"), "the by-id link")[0]
        config = f'[[device]]\nname = "ftdi"\nclass = "scanner"\ntransport = "serial://{link}?baud=9600"\n'
        _, client = rig.start_with_client(config)
        device = client.named("ftdi")
        far = open_raw("/dev/ttyS2")
        try:
            os.write(far, b"4901234567894\r")
            equal(client.scan(device["id"])["text"], "4901234567894", "scan")
            qmp.execute("device_del", id="serial0")
            eventually(lambda: not os.path.exists(link), "the link gone")
            eventually(lambda: client.find(lambda d: d.get("name") == "ftdi")["state"] != "ready", "ftdi not ready")
            eventually(lambda: plugged(qmp, "usb-serial", "serial0", chardev="usbserial"), "usb-serial plugged again")
            eventually(lambda: os.path.exists(link), "the link back")
            equal(client.named("ftdi")["id"], device["id"], "id")
            os.write(far, b"AFTER\r")
            equal(client.scan(device["id"])["text"], "AFTER", "scan after the replug")
        finally:
            os.close(far)


@scenario("QEMU's usb-kbd reaches the desktop while nobody has configured it")
def keyboard_alone(rig):
    with qemu_device("usb-kbd", "keyboard0") as qmp:
        eventually(lambda: glob.glob("/dev/input/by-id/*QEMU*kbd"), "the keyboard's event node")
        _, client = rig.start_with_client()
        time.sleep(1)
        with KeyWitness() as witness:
            qmp.type_keys(["4", "2", "ret"])
            eventually(lambda: witness.poll() == [5, 3, 28], "keys on evdev")
        equal([device["id"] for device in client.devices()], [], "devices")


@scenario("QEMU's usb-kbd is decoded once it is configured")
def keyboard_configured(rig):
    with qemu_device("usb-kbd", "keyboard0") as qmp:
        _, client = rig.start_with_client(
            '[[device]]\nname = "kbd"\nclass = "scanner"\nmatch = { usb = "0627:0001" }\n')
        device = client.named("kbd")
        with KeyWitness() as witness:
            qmp.type_keys(["4", "9", "0", "1", "2", "3", "ret"])
            equal(client.scan(device["id"])["text"], "490123", "scan")
            equal(witness.watch(0.2), [], "keys on evdev")
