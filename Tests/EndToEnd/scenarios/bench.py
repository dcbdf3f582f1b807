"""The rig itself, without posd: what follows means nothing unless the kernel really sees these devices."""
from harness import *


def descriptors(port):
    with open(f"/sys/bus/usb/devices/{port_path(port)}/descriptors", "rb") as file:
        return file.read()


@scenario("the kernel binds its own drivers to the simulated devices")
def kernel_drivers(rig):
    kinds = ("keyboard", "hidpos", "serial", "printer", "vendorPrinter")
    for port, kind in enumerate(kinds):
        rig.bench.plug(kind, kind, port=port)
    eventually(lambda: device_nodes(0, "event*"), "the keyboard's event node")
    eventually(lambda: device_nodes(1, "hidraw*"), "the scanner's hidraw node")
    eventually(lambda: device_nodes(2, "ttyACM*"), "the serial scanner's tty")
    eventually(lambda: device_nodes(3, "lp*"), "the printer's usblp node")
    equal([interface_driver(port) for port in range(5)], ["usbhid", "usbhid", "cdc_acm", "usblp", None], "drivers")
    equal(device_nodes(1, "event*"), [], "event nodes of a HID POS scanner")
    listing = subprocess.run(["lsusb", "-v", "-d", "04b8:0e15"], capture_output=True, text=True).stdout
    check("bInterfaceClass         7 Printer" in listing, "lsusb does not show a printer class interface")


@scenario("keys, reports and bytes of the simulated devices reach the kernel")
def data(rig):
    rig.bench.plug("wedge", "keyboard", port=0)
    rig.bench.plug("pos", "hidpos", port=1)
    rig.bench.plug("serial", "serial", port=2)
    rig.bench.plug("printer", "printer", port=3)
    eventually(lambda: device_nodes(0, "event*"), "the event node")
    with KeyWitness() as witness:
        rig.bench.scan("wedge", "42")
        eventually(lambda: witness.poll() == [5, 3, 28], "keys on evdev")

    raw = eventually(lambda: device_nodes(1, "hidraw*"), "the hidraw node")[0]
    file = os.open(eventually(lambda: node(f"/dev/{raw}"), "hidraw"), os.O_RDONLY)
    rig.bench.scan("pos", "4006381333931", aim="]E0")
    equal(os.read(file, 64)[:18], b"\x02\x0d]E04006381333931", "HID report")
    os.close(file)

    tty = eventually(lambda: device_nodes(2, "ttyACM*"), "the tty")[0]
    file = open_raw(eventually(lambda: node(f"/dev/{tty}"), "tty"))
    eventually(lambda: rig.bench.stats("serial")["controlLines"] == 3, "DTR and RTS")
    rig.bench.scan("serial", "HELLO")
    equal(os.read(file, 64), b"HELLO\r", "serial bytes")
    os.close(file)

    name = eventually(lambda: device_nodes(3, "lp*"), "usblp")[0]
    file = os.open(eventually(lambda: node(f"/dev/usb/{name}"), "usblp's node"), os.O_RDWR)
    os.write(file, b"hello\n\x10\x04\x01")
    equal(os.read(file, 8), b"\x12", "status byte")
    os.close(file)
    equal(rig.bench.received("printer"), b"hello\n", "printed bytes")


def node(path):
    return path if os.path.exists(path) else None


@scenario("a replug takes the port again, and a malformed device does not hurt the bench")
def replug(rig):
    for round in range(3):
        rig.bench.plug("wedge", "keyboard", port=0)
        eventually(lambda: device_nodes(0, "event*"), "the event node")
        rig.bench.unplug("wedge")
        eventually(lambda: not simulated_devices(), "the device gone")
    rig.bench.plug("bad", "hidpos", port=0, malformed="truncatedConfiguration")
    eventually(lambda: simulated_devices() and len(descriptors(0)) > 18, "the malformed device enumerated")
