"""A network printer with a little memory, a slow head and faults to order; its paper is the oracle of the fault runs.

It is written apart from posd's own emulator, so that one mistake cannot hide in both.
"""
import socket
import struct
import threading
import time

# Lengths of the commands that a text receipt uses; anything else is counted as unknown.
FIXED = {
    b"\x1b@": 2, b"\x1bt": 3, b"\x1b!": 3, b"\x1bE": 3, b"\x1ba": 3, b"\x1bd": 3, b"\x1bJ": 3, b"\x1b-": 3, b"\x1bM": 3,
    b"\x1bR": 3, b"\x1b2": 2, b"\x1b3": 3, b"\x1bG": 3, b"\x1b{": 3, b"\x1bV": 3, b"\x1br": 3, b"\x1b$": 4, b"\x1bp": 5,
    b"\x1bB": 4, b"\x1c&": 2, b"\x1c.": 2, b"\x1c!": 3, b"\x1c-": 3, b"\x1cC": 3, b"\x1cS": 4, b"\x1cW": 3,
    b"\x1da": 3, b"\x1dr": 3, b"\x1dI": 3, b"\x1d!": 3, b"\x1dB": 3, b"\x1db": 3, b"\x1dH": 3, b"\x1df": 3, b"\x1dh": 3,
    b"\x1dw": 3, b"\x1dL": 4, b"\x1dW": 4, b"\x1dP": 4, b"\x10\x04": 3, b"\x10\x05": 3,
}
CLEAR = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"


class Paper:
    """What was printed: tickets between cuts, each a list of lines."""

    def __init__(self):
        self.tickets = [[]]
        self.line = b""
        self.unknown = 0

    def text(self, byte):
        if byte == 0x0A:
            self.tickets[-1].append(self.line.decode("gb18030", "replace"))
            self.line = b""
        elif byte >= 0x20:
            self.line += bytes([byte])

    def cut(self):
        if self.line:
            self.text(0x0A)
        self.tickets.append([])


class NetworkPrinter:
    """Listens on 127.0.0.1; `rate` bytes a second reach the paper (None: at once), `memory` bytes wait for it."""

    def __init__(self, rate=None, memory=4096, answers=True, confirms=True, port=0):
        self.rate, self.memory, self.answers, self.confirms = rate, memory, answers, confirms
        self.paper = Paper()
        self.lock = threading.RLock()
        self.buffer = bytearray()
        self.paper_end = self.cover_open = self.silent = self.hung = False
        self.reset_after = None
        self.asb = 0
        self.connection = None
        self.first_byte = []
        self.content_at = []
        self.printed = 0
        self.stopped = False
        self.port = port
        self.listener = None
        self.listen()
        threading.Thread(target=self.head, daemon=True).start()

    # The network

    def listen(self):
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8192)
        listener.bind(("127.0.0.1", self.port))
        listener.listen(8)
        self.port = listener.getsockname()[1]
        self.listener = listener
        threading.Thread(target=self.accept, args=(listener,), daemon=True).start()

    def accept(self, listener):
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with self.lock:
                self.connection, self.asb = connection, 0
            self.serve(connection)

    def refuse(self):
        """Switched off at the network: connections are refused and the open one ends."""
        listener, self.listener = self.listener, None
        if listener:
            listener.shutdown(socket.SHUT_RDWR)
            listener.close()
        self.reset()

    def reset(self):
        """RST, as a printer that restarts."""
        with self.lock:
            connection, self.connection = self.connection, None
        if connection:
            try:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                connection.shutdown(socket.SHUT_RD)
                connection.close()
            except OSError:
                pass

    def power_loss(self):
        with self.lock:
            self.buffer.clear()
            self.paper.line = b""
            if self.paper.tickets[-1]:
                self.paper.tickets.append([])
        self.reset()

    def serve(self, connection):
        rest = b""
        while not self.stopped:
            while True:
                with self.lock:
                    room = self.memory - len(self.buffer)
                if room > 0 and not self.hung or self.stopped:
                    break
                time.sleep(0.002)
            try:
                chunk = connection.recv(min(max(room, 1), 1024))
            except OSError:
                chunk = b""
            if not chunk:
                break
            now = time.monotonic_ns()
            with self.lock:
                if connection is not self.connection:
                    break
                rest = self.real_time(rest + chunk, now)
                if self.rate is None:
                    self.print_some(len(self.buffer))
                cut = self.reset_after is not None and self.printed + len(self.buffer) >= self.reset_after
            if cut:
                self.reset_after = None
                self.reset()
                break
        try:
            connection.close()
        except OSError:
            pass

    def real_time(self, data, now):
        """Carries out what a printer does on arrival and keeps the rest; answers what is still to be completed."""
        while data:
            at = data.find(b"\x10")
            if at < 0:
                self.keep(data, now)
                return b""
            self.keep(data[:at], now)
            data = data[at:]
            if len(data) < 3:
                return data
            if data[1] == 4:
                self.answer_status(data[2])
                data = data[3:]
            elif CLEAR.startswith(data[:10]) and data[1] == 0x14:
                if len(data) < len(CLEAR):
                    return data
                self.buffer.clear()
                self.paper.line = b""
                self.reply(b"\x37\x25\x00")
                data = data[10:]
            elif data[1] == 0x14 and data[2] == 1:
                if len(data) < 5:
                    return data
                data = data[5:]
            elif data[1] == 5:
                data = data[3:]
            else:
                self.keep(data[:1], now)
                data = data[1:]
        return data

    def keep(self, data, now):
        if data:
            self.content_at.append((self.printed + len(self.buffer), now))
            self.buffer += data

    # The head

    def head(self):
        last = time.monotonic()
        while not self.stopped:
            time.sleep(0.005)
            now = time.monotonic()
            with self.lock:
                if self.rate is not None and not self.offline and not self.hung:
                    self.print_some(int((now - last) * self.rate))
                if self.rate is None:
                    self.print_some(len(self.buffer))
            last = now

    @property
    def offline(self):
        return self.paper_end or self.cover_open

    def print_some(self, count):
        done = 0
        while self.buffer and done < max(count, 1) and not self.offline:
            length = self.command_length()
            if length is None:
                return
            command = bytes(self.buffer[:length])
            del self.buffer[:length]
            self.printed += length
            done += length
            self.execute(command)

    def command_length(self):
        """Of the first command in the memory; None while it is not complete."""
        first = self.buffer[0]
        if first not in (0x1B, 0x1C, 0x1D, 0x10):
            return 1
        if len(self.buffer) < 2:
            return None
        two = bytes(self.buffer[:2])
        if two == b"\x1dV":
            if len(self.buffer) < 3:
                return None
            length = 4 if self.buffer[2] in (65, 66, 97, 98) else 3
        elif two[1:] == b"(":
            if len(self.buffer) < 5:
                return None
            length = 5 + self.buffer[3] + self.buffer[4] * 256
        elif two in FIXED:
            length = FIXED[two]
        else:
            self.paper.unknown += 1
            length = 2
        return length if len(self.buffer) >= length else None

    def execute(self, command):
        if len(command) == 1:
            self.paper.text(command[0])
        elif command.startswith(b"\x1dV"):
            self.paper.cut()
        elif command == b"\x1b@":
            self.asb = 0
        elif command.startswith(b"\x1da"):
            self.asb = command[2]
            self.tell()
        elif command.startswith(b"\x1dr") and self.answers:
            self.reply(b"\x00")
        elif command.startswith(b"\x1d(H") and len(command) == 11 and self.confirms:
            self.reply(b"\x37\x22" + command[7:11] + b"\x00")
        elif command.startswith(b"\x1bd") and self.paper.line:
            self.paper.text(0x0A)

    # What it says

    def reply(self, data):
        if self.silent or not self.connection:
            return
        try:
            self.connection.send(data)
        except OSError:
            pass

    def tell(self):
        if self.asb and self.answers:
            first = 0x10 | (0x08 if self.offline else 0) | (0x20 if self.cover_open else 0)
            self.reply(bytes([first, 0, 0x0C if self.paper_end else 0, 0x0F]))

    def answer_status(self, query):
        if not self.answers:
            return
        answer = 0x12
        if query == 1 and self.offline:
            answer |= 0x08
        if query == 2:
            answer |= (0x04 if self.cover_open else 0) | (0x20 if self.paper_end else 0)
        if query == 4 and self.paper_end:
            answer |= 0x60
        self.reply(bytes([answer]))

    def set(self, **facts):
        """paper_end, cover_open, silent (says nothing), hung (does nothing): as somebody at the printer makes it."""
        with self.lock:
            for name, value in facts.items():
                setattr(self, name, value)
            self.tell()

    def stop(self):
        self.stopped = True
        self.refuse()
