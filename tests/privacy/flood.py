"""A flood: thousands of texts confirmed over connections that stay open, none with the work a browser does."""

import http.client
import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlencode

from people import PROMPT
from privacy.served import Sandbox
from privacy.wire import PATIENCE

from portal import config
from portal.app import create_app
from portal.practices.forms import draft_of, form_for
from portal.practices.kinds import KINDS
from portal.vocabulary import words
from portal.web import tokens

HANDS = 4
"""Connections that pour at once."""


def confirmed(sandbox: Sandbox, many: int) -> list[bytes]:
    """Write the last press of many looked-over texts; who floods gets each token and seal from a preview."""
    app = create_app(config.load(sandbox.environment()))
    with app.test_request_context("/share/prompt", method="POST", data=PROMPT):
        kind = KINDS["prompt"]
        fingerprint = draft_of(kind, form_for(kind, words.current())).fingerprint()
        minted = [tokens.mint("share") for _ in range(many)]
        # No amnesty statement is in force: version 0.
        sealed = [(token, tokens.seal(token, f"0 {fingerprint}")) for token in minted]
    return [
        urlencode(PROMPT | {"token": token, "seal": seal, "confirm": "yes"}, doseq=True).encode()
        for token, seal in sealed
    ]


@dataclass
class Flood:
    """Somebody at one address who pours without waiting."""

    port: int
    source: str
    bodies: Iterator[bytes]
    statuses: Counter[int] = field(default_factory=Counter)
    hands: list[Future[None]] = field(default_factory=list)
    _one: threading.Lock = field(default_factory=threading.Lock)

    @contextmanager
    def pouring(self) -> Iterator["Flood"]:
        """Pour until all is poured, beside whatever else happens."""
        with ThreadPoolExecutor(HANDS) as threads:
            self.hands = [threads.submit(self._pour) for _ in range(HANDS)]
            yield self
        for hand in self.hands:
            hand.result()

    @property
    def over(self) -> bool:
        """Say whether nothing pours any more."""
        return all(hand.done() for hand in self.hands)

    def _pour(self) -> None:
        connection = http.client.HTTPConnection(
            "127.0.0.1", self.port, timeout=PATIENCE, source_address=(self.source, 0)
        )
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        while body := self._next():
            connection.request("POST", "/share/prompt", body, headers)
            answer = connection.getresponse()
            answer.read()
            with self._one:
                self.statuses[answer.status] += 1
        connection.close()

    def _next(self) -> bytes:
        with self._one:
            return next(self.bodies, b"")
