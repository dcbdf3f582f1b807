"""Receipt printers on a real USB stack: whole jobs, and every way in which one can be interrupted."""
from harness import *

PRINTER = '[[device]]\nname = "receipt"\nclass = "posPrinter"\nmatch = { usb = "04b8:0e15" }\n'
VENDOR = '[[device]]\nname = "receipt"\nclass = "posPrinter"\nmatch = { usb = "04b8:0202" }\n'


def lines(size):
    """Text in which each line is different, so that a repeated or missing byte shows."""
    text = b"".join(b"%07d The quick brown fox\n" % number for number in range(size // 28 + 1))
    return text[:size - 1] + b"\n"


def printed_once(rig, data):
    """Checks that a printer has printed exactly these bytes, with no more than commands of posd around them."""
    received = rig.bench.received("printer")
    rig.note("received", len(received), "for", len(data), received[:40], received[-40:])
    equal(received.count(data), 1, "times that the whole job is on the paper")
    check(len(received) - len(data) < 64, f"{len(received) - len(data)} bytes more than the job on the paper")


def ready(client):
    return client.ready(lambda device: device.get("name") == "receipt" and device["class"] == "posPrinter")


@scenario("a printer is taken from usblp and prints")
def prints(rig):
    rig.bench.plug("printer", "printer", serial="J5ZG001234")
    eventually(lambda: interface_driver(0) == "usblp", "usblp bound")
    _, client = rig.start_with_client(PRINTER)
    device = ready(client)
    check("J5ZG001234" in device["id"], f"the id {device['id']} does not hold the serial number")
    check(interface_driver(0) != "usblp", "usblp still holds the printer")
    data = b"Milk 1.20\nBread 2.40\n\x1dV\x00"
    job = client.print_raw("receipt", data, wait="done")
    equal(job["state"], "printed", "state")
    check(job["evidence"] in ("processed", "confirmed"), f"evidence is {job['evidence']}")
    printed_once(rig, data)
    job = client.call("printer.print", printer="receipt", content={"text": "Tea 3.10\n"}, wait="done")
    equal(job["state"], "printed", "state of the text job")
    check(b"Tea 3.10" in rig.bench.received("printer"), "the text is not on the paper")
    same = client.call("printer.print", printer="receipt", content={"text": "Tea"}, key="order-1", wait="done")
    again = client.call("printer.print", printer="receipt", content={"text": "Tea"}, key="order-1", wait="done")
    equal((again["job"], again.get("duplicate")), (same["job"], True), "the same key")


@scenario("a vendor-class printer 04b8:0202 prints")
def vendor_class(rig):
    rig.bench.plug("printer", "vendorPrinter")
    _, client = rig.start_with_client(VENDOR)
    ready(client)
    data = lines(2000)
    equal(client.print_raw("receipt", data, wait="done")["state"], "printed", "state")
    printed_once(rig, data)


@scenario("a job of 1 MB arrives whole")
def megabyte(rig):
    rig.bench.plug("printer", "printer")
    _, client = rig.start_with_client(PRINTER)
    ready(client)
    data = lines(1 << 20)
    started = time.monotonic()
    job = client.print_raw("receipt", data, wait="done", timeout=300)
    rig.note("1 MB in", time.monotonic() - started)
    equal(job["state"], "printed", "state")
    printed_once(rig, data)


@scenario("a printer that takes nothing (NAK) goes on without a repeated byte")
def nak(rig):
    rig.bench.plug("printer", "printer")
    _, client = rig.start_with_client(PRINTER)
    ready(client)
    data = lines(200_000)
    rig.bench.command("fault", "printer", "nak", after=61_003)
    job = client.print_raw("receipt", data)["job"]
    taken = eventually(lambda: rig.bench.stats("printer")["taken"] >= 61_003, "the printer is full")
    client.job(job, "blocked")
    rig.bench.command("fault", "printer", "none")
    client.job(job, "printed")
    printed_once(rig, data)


@scenario("paper that ends in a job blocks it, and new paper ends it without a repeated byte")
def paper_end(rig):
    rig.bench.plug("printer", "printer")
    _, client = rig.start_with_client(PRINTER)
    ready(client)
    data = lines(100_000)
    rig.bench.command("fault", "printer", "nak", after=50_000)
    job = client.print_raw("receipt", data)["job"]
    eventually(lambda: rig.bench.stats("printer")["taken"] >= 50_000, "half of the job is taken")
    rig.bench.command("fault", "printer", "paperEnd")
    blocked = client.job(job, "blocked")
    check(blocked["reason"], "a blocked job has no reason")
    rig.bench.command("fault", "printer", "none")
    client.job(job, "printed")
    printed_once(rig, data)
    # And paper that was out before the job: nothing leaves until there is some.
    rig.bench.command("fault", "printer", "paperEnd")
    blocked = client.print_raw("receipt", lines(300))["job"]
    equal(client.job(blocked, "blocked")["reason"]["code"], "paperEnd", "reason")
    rig.bench.command("fault", "printer", "none")
    client.job(blocked, "printed")


@scenario("a halted endpoint (STALL) is cleared and the job goes on without a repeated byte")
def stall(rig):
    rig.bench.plug("printer", "printer")
    _, client = rig.start_with_client(PRINTER)
    ready(client)
    data = lines(150_000)
    for after in (0, 70_001):
        rig.bench.command("fault", "printer", "stall", after=after)
        job = client.print_raw("receipt", data)["job"]
        client.job(job, "printed")
        stats = rig.bench.stats("printer")
        check(stats.get("stalled", 0) > 0 and stats.get("haltsCleared", 0) > 0, f"no stall was cleared: {stats}")
    received = rig.bench.received("printer")
    equal(received.count(data), 2, "times that the job is on the paper")


@scenario("a printer unplugged in a job leaves the job uncertain and listed")
def unplugged(rig):
    rig.bench.plug("printer", "printer")
    _, client = rig.start_with_client(PRINTER)
    ready(client)
    data = lines(500_000)
    rig.bench.command("fault", "printer", "unplug", after=200_000)
    job = client.print_raw("receipt", data)["job"]
    client.job(job, "uncertain")
    listed = client.call("jobs.list", state="uncertain")
    listed = listed["jobs"] if isinstance(listed, dict) else listed
    equal([entry["job"] for entry in listed], [job], "uncertain jobs")
    rig.bench.plug("printer", "printer")
    ready(client)
    client.quiet("printer.status", 0.5, lambda params: False)
    equal(rig.bench.received("printer").count(b"0000000 The quick"), 0, "unasked reprints")
    client.call("jobs.resolve", job=job, **{"as": "reprint"})
    client.job(job, "printed")
    check(data in rig.bench.received("printer"), "the reprint is not whole")


@scenario("jobs accepted before kill -9 are printed by the next daemon, and the one under way is asked about")
def killed(rig):
    rig.bench.plug("printer", "printer")
    daemon, client = rig.start_with_client(PRINTER)
    ready(client)
    rig.bench.command("fault", "printer", "nak", after=2000)
    data = [lines(4000 + number) for number in range(3)]
    jobs = [client.print_raw("receipt", part)["job"] for part in data]
    eventually(lambda: rig.bench.stats("printer")["taken"] >= 2000, "half of the first job is taken")
    daemon.stop(signal.SIGKILL)
    rig.bench.command("fault", "printer", "none")
    _, client = rig.start_with_client(PRINTER)
    client.job(jobs[0], "uncertain")
    for job in jobs[1:]:
        client.job(job, "printed")
    received = rig.bench.received("printer")
    equal([received.count(part) for part in data], [0, 1, 1], "times that each job is on the paper")
    client.call("jobs.resolve", job=jobs[0], **{"as": "reprint"})
    client.job(jobs[0], "printed")
    equal(rig.bench.received("printer").count(data[0]), 1, "times that the first job is on the paper")


@scenario("a drawer kick reaches the drawer, and its sensor is seen")
def drawer(rig):
    rig.bench.plug("printer", "printer")
    _, client = rig.start_with_client(PRINTER)
    ready(client)
    drawer = client.ready(lambda device: device["class"] == "cashDrawer", what="drawer ready")
    client.call("drawer.open", drawer=drawer["id"])
    equal(rig.bench.stats("printer")["kicks"], 1, "kicks")
    status = client.wait_event("drawer.status", lambda params: params["open"] is True)
    equal(status["params"]["cause"], "kick", "cause")
    rig.bench.command("drawer", "printer", "closed")
    client.wait_event("drawer.status", lambda params: params["open"] is False)


@scenario("paper end, near end and an open cover are seen and told")
def status(rig):
    rig.bench.plug("printer", "printer")
    _, client = rig.start_with_client(PRINTER)
    ready(client)
    for fault, member, value in (("paperNearEnd", "paper", "nearEnd"), ("paperEnd", "paper", "end"),
                                 ("coverOpen", "cover", "open")):
        rig.bench.command("fault", "printer", fault)
        client.wait_event("printer.status", lambda params: params[member] == value, what=f"{member} {value}")
        equal(client.call("printer.status", printer="receipt")[member], value, member)
        rig.bench.command("fault", "printer", "none")
        client.wait_event("printer.status", lambda params: params["paper"] == "ok" and params["cover"] == "closed",
                          what="all well again")
