"""Asks a server for pages over connections that stay open, as browsers do: in turn, or as many as it can."""

import re
import select
import socket
import time
from dataclasses import dataclass
from typing import Self

_LENGTH = re.compile(rb"\r\ncontent-length: (\d+)", re.IGNORECASE)

_MOST = 1 << 18
"""Bytes that are read at once."""


@dataclass
class Connection:
    """One connection; it reads no more of an answer than where it ends."""

    line: socket.socket
    port: int
    held: bytes = b""
    length: int = 0
    """Bytes of the last answer, its head included."""

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
        self.line.sendall(self.request(self.port, path))

    @staticmethod
    def request(port: int, path: str) -> bytes:
        """Write what a browser sends."""
        return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept-Encoding: br\r\n\r\n".encode()

    def taken(self) -> bytes:
        """Take what has come, and give the head of the answer once all of it is here."""
        came = self.line.recv(_MOST)
        assert came, "the server closed a connection"
        self.held += came
        head, end, body = self.held.partition(b"\r\n\r\n")
        length = _LENGTH.search(head)
        if not end or len(body) < int(length[1] if length else 0):
            return b""
        self.held, self.length = b"", len(self.held)
        return head


def per_second(port: int, path: str, seconds: float, many: int = 8) -> float:
    """Ask for one page over so many connections at once, and count the answers in a second.

    The answers are of one length: only their bytes are counted, since what is spent on reading them is not spent by
    the server, which may have to share its processors with us.
    """
    connections = [Connection.to(port) for _ in range(many)]
    for connection in connections:
        connection.ask(path)
    length = connections[0].length
    assert {connection.length for connection in connections} == {length}, "the answers differ in length"
    lines = {connection.line.fileno(): connection.line for connection in connections}
    missing = dict.fromkeys(lines, length)
    asked, answered = Connection.request(port, path), 0
    with select.epoll() as ready:
        for number, line in lines.items():
            ready.register(number, select.EPOLLIN)
            line.sendall(asked)
        start = time.perf_counter()
        while (took := time.perf_counter() - start) < seconds:
            for number, _ in ready.poll(1):
                came = len(lines[number].recv(_MOST))
                assert came, "the server closed a connection"
                missing[number] -= came
                if not missing[number]:
                    missing[number] = length
                    answered += 1
                    lines[number].send(asked)
    for line in lines.values():
        line.close()
    return answered / took
