"""A room full of phones, for bench/room.py: each keeps its page fresh as live.js does, now and then writes, and votes.

They share one process and one loop. Each has a connection of its own that stays open, as a browser's does.
"""

import asyncio
import html
import random
import re
import time
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import urlencode

from portal.district import ROOT

LIVE_JS = (ROOT / "portal" / "static" / "js" / "live.js").read_text(encoding="utf-8")
EVERY = int(re.search(r"EVERY = (\d+);", LIVE_JS)[1]) / 1000  # type: ignore[index]
"""Seconds between two questions, before they are made uneven."""
JITTER = 0.2

JOINING = 15.0
"""Seconds over which the phones come in."""

HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
SEEN = re.compile(r'data-seen="(\d+)([^"]*)"')
NUMBER = re.compile(r'name="try" value="(\d+)"')

SLIP = {
    "title": "Three reading levels of one text",
    "steps": "I paste the text and ask for it at three reading levels, then I read each beside the first.",
    "checks": "Dates and names. It once moved a battle by ten years.",
}


@dataclass
class Told:
    """What the phones lived through."""

    came: list[list[tuple[float, int]]]
    """For each phone: when it had a part of the page, in ticks of the machine, and the news of that part."""
    took: list[float] = field(default_factory=list)
    """Seconds until each question for what is new was answered."""
    statuses: Counter[int] = field(default_factory=Counter)
    done: Counter[str] = field(default_factory=Counter)
    processor: float = 0


def crowd(port: int, path: str, many: int, busy: float, until: float) -> Told:
    """Let so many phones come in, and stay until a moment; `busy` is the part of them that does what a step asks."""
    told = Told([[] for _ in range(many)])
    start = time.process_time()
    asyncio.run(_all(port, path, busy, until, told))
    told.processor = time.process_time() - start
    return told


async def _all(port: int, path: str, busy: float, until: float, told: Told) -> None:
    async with asyncio.TaskGroup() as room:
        for number, came in enumerate(told.came):
            phone = Phone(port, path, busy, told, came, random.Random(number))  # noqa: S311 - a load, not a secret
            room.create_task(phone.lives(until))


@dataclass
class Phone:
    port: int
    path: str
    busy: float
    told: Told
    came: list[tuple[float, int]]
    draw: random.Random
    seen: str = ""
    hidden: dict[str, str] = field(default_factory=dict)

    async def lives(self, until: float) -> None:
        await asyncio.sleep(self.draw.uniform(0, JOINING))
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        await self.asks("GET", self.path)
        page = await self.sends("look")
        while time.monotonic() < until:
            if page and self.draw.random() < self.busy:
                await self.does(page)
            await asyncio.sleep(EVERY * self.draw.uniform(1 - JITTER, 1 + JITTER))
            asked = time.monotonic()
            page = await self.asks("GET", f"{self.path}/now?seen={self.seen}")
            self.told.took.append(time.monotonic() - asked)
        self.writer.close()

    async def does(self, page: str) -> None:
        """Do what the step asks for, some time after it came."""
        numbers = NUMBER.findall(page)
        if 'href="#write"' in page:
            await asyncio.sleep(self.draw.uniform(0, EVERY))
            self.hidden |= dict(HIDDEN.findall(await self.sends("preview", **SLIP)))
            receipt = await self.sends("send", **SLIP)
            self.told.done["slips"] += 'id="receipt"' in receipt
            self.hidden.pop("token")
            await self.sends("look")
        elif numbers:
            await asyncio.sleep(self.draw.uniform(0, EVERY))
            after = await self.sends("vote", **{"try": self.draw.choice(numbers)})
            self.told.done["ballots"] += "Your ballot is in" in after

    async def sends(self, do: str, **fields: str) -> str:
        page = await self.asks("POST", self.path, urlencode({**self.hidden, **fields, "do": do}))
        if SEEN.search(page):
            self.hidden = {name: html.unescape(value) for name, value in HIDDEN.findall(page)}
        return page

    async def asks(self, method: str, path: str, body: str = "") -> str:
        """Make one request, and note when its answer was there; what comes back is empty when nothing is new."""
        head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nSec-Fetch-Site: same-origin\r\n"
        form = "Content-Type: application/x-www-form-urlencoded\r\n" if body else ""
        self.writer.write(f"{head}{form}Content-Length: {len(body)}\r\n\r\n{body}".encode())
        answer = (await self.reader.readuntil(b"\r\n\r\n")).decode()
        length = re.search(r"content-length: (\d+)", answer, re.IGNORECASE)
        page = (await self.reader.readexactly(int(length[1]))).decode() if length else ""
        self.told.statuses[int(answer.split()[1])] += 1
        if found := SEEN.search(page):
            self.seen = found[1] + found[2]
            self.came.append((time.monotonic(), int(found[1])))
        return page
