"""Asks a server for pages over connections that stay open, as browsers do: in turn, or as many as it can."""

import re
import selectors
import socket
import time
from dataclasses import dataclass
from typing import Self

_LENGTH = re.compile(rb"\r\ncontent-length: (\d+)", re.IGNORECASE)


@dataclass
class Connection:
    """One connection; it reads no more of an answer than where it ends."""

    line: socket.socket
    port: int
    held: bytes = b""

    @classmethod
    def to(cls, port: int) -> Self:
        """Connect to a server on this machine."""
        line = socket.create_connection(("127.0.0.1", port), timeout=60)
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return cls(line, port)

    def ask(self, path: str) -> float:
        """Ask for a page, and give the seconds until all of it was here."""
        start = time.perf_counter()
        self.send(path)
        while not (head := self.taken()):
            pass
        took = time.perf_counter() - start
        assert head.startswith(b"HTTP/1.1 200"), f"{path} was answered with {head[:60]!r}"
        return took

    def send(self, path: str) -> None:
        """Ask for a page as a browser that reads brotli does."""
        asked = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nAccept-Encoding: br\r\n\r\n"
        self.line.sendall(asked.encode())

    def taken(self) -> bytes:
        """Take what has come, and give the head of the answer once all of it is here."""
        came = self.line.recv(1 << 18)
        assert came, "the server closed a connection"
        self.held += came
        head, end, body = self.held.partition(b"\r\n\r\n")
        length = _LENGTH.search(head)
        if not end or len(body) < int(length[1] if length else 0):
            return b""
        self.held = b""
        return head


def per_second(port: int, path: str, seconds: float, many: int = 8) -> float:
    """Ask for one page over so many connections at once, and count the answers in a second."""
    chosen = selectors.DefaultSelector()
    for _ in range(many):
        connection = Connection.to(port)
        connection.ask(path)
        chosen.register(connection.line, selectors.EVENT_READ, connection)
        connection.send(path)
    answered, start = 0, time.perf_counter()
    while time.perf_counter() < start + seconds:
        for key, _ in chosen.select(timeout=1):
            if key.data.taken():
                answered += 1
                key.data.send(path)
    took = time.perf_counter() - start
    for key in list(chosen.get_map().values()):
        key.data.line.close()
    return answered / took
