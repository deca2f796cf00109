"""A browser's connection to a real server: over a socket, from an address of its own, good HTTP or bad."""

import http.client
import socket
import struct
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

PATIENCE = 120
"""Seconds until a server that does not answer has failed the test."""

HUNG_UP = 499
"""What stands for an answer that never came."""


@dataclass
class Wire:
    """One browser's connection: what `Browser` expects of a client, over a socket with an address of its own."""

    port: int
    source: str = "127.0.0.1"
    headers: Mapping[str, str] = field(default_factory=dict)
    cookies: dict[str, str] | None = None
    """Cookies that are kept and sent back; None for somebody who only has those in the headers."""
    statuses: set[int] = field(default_factory=set)

    def get(self, path: str) -> Response:
        return self.send("GET", path)

    def post(self, path: str, data: Mapping[str, Any] | MultiDict[str, str]) -> Response:
        pairs = list(data.items(multi=True)) if isinstance(data, MultiDict) else list(data.items())
        body = urlencode(pairs, doseq=True).encode()
        return self.send("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded"})

    def send(self, method: str, path: str, body: bytes = b"", more: Mapping[str, str] | None = None) -> Response:
        """Send one request and read the whole answer."""
        headers = {**self.headers, **(more or {})}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        connection = http.client.HTTPConnection(
            "127.0.0.1", self.port, timeout=PATIENCE, source_address=(self.source, 0)
        )
        try:
            connection.request(method, path, body or None, headers)
            answer = connection.getresponse()
            response = Response(answer.read(), answer.status, headers=answer.getheaders())
        except (BrokenPipeError, ConnectionResetError):
            # The server refused the length and hung up while the body was still on its way.
            return Response(status=HUNG_UP)
        finally:
            connection.close()
        if self.cookies is not None:
            for line in response.headers.getlist("Set-Cookie"):
                self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        self.statuses.add(response.status_code)
        return response

    def hang_up(self, *parts: bytes) -> None:
        """Send bytes bit by bit, as over a bad connection, and break it off where they end."""
        with self._connected() as connection:
            for part in parts:
                connection.sendall(part)
                time.sleep(0.1)
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    def shout(self, raw: bytes) -> bytes:
        """Send bytes that need not be HTTP, and read what comes back until the connection ends."""
        heard = b""
        with self._connected() as connection:
            try:
                connection.sendall(raw)
                connection.shutdown(socket.SHUT_WR)
                while part := connection.recv(65_536):
                    heard += part
            except OSError:
                # It hung up first; what it said before counts.
                pass
        if heard.startswith(b"HTTP/1.1 "):
            self.statuses.add(int(heard[9:12]))
        return heard

    def _connected(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), PATIENCE, source_address=(self.source, 0))
