"""A real server and people in a real Chromium: each page they come to is looked at, with every rule of axe."""

import atexit
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import commands
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright
from ports import free_port
from privacy.served import zone_at_noon

ROOT = Path(__file__).resolve().parent.parent

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)

PHONE = {"width": 360, "height": 800}
DESK = {"width": 1280, "height": 900}

DISTRICT = f"""\
name = "Harbor Unified"
site = "Show Me How"
timezone = "{zone_at_noon()}"
intake = "at once"
schools = ["Birch Lane Elementary School", "Harbor Middle School"]
"""

PASSWORD = "a long enough password"

PATIENCE = 60_000
"""Milliseconds after which what must come has not come. A busy machine takes its time; who sees it goes on at once."""

expect.set_options(timeout=PATIENCE)

OPEN_ALL = "() => document.querySelectorAll('details:not([open])').forEach(each => each.open = each.dataset.was = true)"
CLOSE_AGAIN = (
    "() => document.querySelectorAll('[data-was]').forEach(each => { each.open = false; delete each.dataset.was; })"
)
HEADINGS = "() => [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(each => Number(each.tagName[1]))"
KIND = """() => [
  document.querySelector('h1').innerText.replace(/\\s+/g, ' ').trim(),
  document.querySelector('#state')?.dataset.state ?? '',
  document.querySelector('main [role=alert]') ? 'with problems' : '',
]"""
WIDTH = "() => document.documentElement.scrollWidth"
AXE = "async only => (await axe.run({resultTypes: ['violations'], preload: false, ...only})).violations"
ALL_RULES: dict[str, Any] = {}
COLOURS = ("color-contrast", "link-in-text-block")
"""The rules that look at colours: they take most of axe's time."""
RULES_OF_COLOUR = {"runOnly": list(COLOURS)}
"""What the colours of night can change."""
OTHER_RULES = {"rules": {rule: {"enabled": False} for rule in COLOURS}}
AXE_OF_COLOUR = f"""async numbers => {{
  const all = document.querySelectorAll('body *');
  const only = {{runOnly: {list(COLOURS)}, resultTypes: ['violations'], preload: false}};
  return (await axe.run({{include: numbers.map(number => all[number])}}, only)).violations;
}}"""
WITH_TEXT = """() => [...document.querySelectorAll('body *')].map(each => {
  const says = [...each.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
  if (!(says || each.matches('input, select, textarea')) || !each.checkVisibility()) return '';
  const kinds = [];
  for (let one = each; one !== document.body && kinds.length < 4; one = one.parentElement)
    kinds.push([
      one.tagName, one.getAttribute('class'), one.dataset.kind, one.dataset.level, one.dataset.state,
      one.getAttribute('aria-current'), one.matches(':disabled'),
    ].join(' '));
  return kinds.join(' in ');
})"""
"""What can decide on the colours of each element that has words: what it is, and what stands around it."""


def chromium() -> str | None:
    """Find a Chromium: the one named in CHROMIUM, one on the path, or the browser tool's own."""
    if named := os.environ.get("CHROMIUM"):
        return shutil.which(named)
    for name in NAMES:
        if found := shutil.which(name):
            return found
    with sync_playwright() as tool:
        own = tool.chromium.executable_path
    return own if Path(own).exists() else None


@contextmanager
def browser_at(path: str) -> Iterator[Browser]:
    """Start a browser that asks nothing of any other host."""
    with sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path=path, args=list(QUIET))
        yield browser
        browser.close()


@dataclass(frozen=True)
class Site:
    """A portal of its own, served as in earnest."""

    url: str
    environ: dict[str, str]

    def on(self, day: str) -> "Site":
        """Give the same portal at another time, such as 2026-11-16T15:20: its clock stands still there."""
        return replace(self, environ=self.environ | {"PORTAL_CLOCK": day})

    def portal(self, *words: str, typed: str = "") -> None:
        """Run a command of the portal."""
        commands.portal(self.environ, *words, typed=typed)

    def edition(self) -> int:
        """Say which edition readers see; 0 while nobody answers."""
        try:
            with urlopen(f"{self.url}/healthz", timeout=5) as answer:
                return int(re.search(rb'"edition":\s*(\d+)', answer.read())[1])
        except (URLError, ConnectionError, TimeoutError):
            return 0

    def wait_for(self, edition: int) -> None:
        """Wait until readers see an edition."""
        for _ in range(1_200):
            if self.edition() >= edition:
                return
            time.sleep(0.1)
        raise AssertionError(f"edition {edition} never came")


def site_in(folder: Path) -> Site:
    """Name a free port of the loopback for the district whose file and data lie in a folder."""
    bind = f"127.0.0.1:{free_port()}"
    environ = {name: value for name, value in os.environ.items() if not name.startswith("PORTAL_")}
    environ |= {
        "PORTAL_DATA": str(folder / "data"),
        "PORTAL_DISTRICT": str(folder / "district.toml"),
        "PORTAL_BIND": bind,
    }
    return Site(f"http://{bind}", environ)


def set_up(folder: Path) -> None:
    """Put a district into a folder as its administrator sets one up: a file, a database, two accounts."""
    shutil.copytree(_set_up_once(), folder, dirs_exist_ok=True)


@cache
def _set_up_once() -> Path:
    """Run the commands once for all tests of this process."""
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (folder / "district.toml").write_text(DISTRICT, encoding="utf-8")
    site = site_in(folder)
    site.portal("init")
    for role in ("curriculum", "union"):
        who = [f"{role}@example.org", "--role", role, "--name", f"{role.capitalize()} office"]
        site.portal("staff", "add", *who, "--password-stdin", typed=PASSWORD)
    return folder


@contextmanager
def serving(folder: Path, site: Site | None = None) -> Iterator[Site]:
    """Serve the district of a folder until the story is told; a site that was served before keeps its address."""
    site = site or site_in(folder)
    with (folder / "said").open("wb") as said:
        server = subprocess.Popen(
            [sys.executable, "-m", "portal", "serve"], cwd=ROOT, env=site.environ, stdout=said, stderr=said
        )
    try:
        site.wait_for(1)
        yield site
    finally:
        server.terminate()
        server.wait(timeout=120)


@dataclass
class Looks:
    """What was wrong with the pages that anyone came to; each kind of page is looked at once."""

    scripts: bool
    """Whether pages run scripts: axe is one, and can't look where none run."""
    all_colours: bool = False
    """Whether the colours of every element are looked at; else each kind of element is, where it comes first."""
    seen: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)
    coloured: set[str] = field(default_factory=set)
    """Kinds of elements whose colours were looked at."""
    _new: list[int] = field(default_factory=list)

    def at(self, page: Page, shows: str = "") -> None:
        """Look at a page on a phone and on a desk, by day and by night, with all that folds laid open.

        Where one address shows different things, the story says what it shows now.
        """
        name = f"{_name(page)} {shows}".rstrip()
        if name in self.seen:
            return
        self.seen.add(name)
        before = page.viewport_size
        if self.scripts:
            page.evaluate(AXE_SCRIPT)
        ranks = page.evaluate(HEADINGS)
        if [rank for rank in ranks if rank == 1] != [1] or any(
            b > a + 1 for a, b in zip([0, *ranks], ranks, strict=False)
        ):
            self.wrong.append(f"{name}: headings {ranks}")
        page.evaluate(OPEN_ALL)
        for size in (PHONE, DESK):
            page.set_viewport_size(size)
            if (width := page.evaluate(WIDTH)) > size["width"]:
                self.wrong.append(f"{name}: {width} px wide at {size['width']}")
            if self.scripts:
                # On a phone by day; at a desk by night, since colours are the same at any width.
                found = self._by_day(page) if size is PHONE else self._by_night(page)
                self.wrong += [
                    f"{name} ({size['width']} px): {each['id']} at {each['nodes'][0]['html'][:200]}" for each in found
                ]
        page.emulate_media(color_scheme="light")
        page.set_viewport_size(before)
        page.evaluate(CLOSE_AGAIN)

    def _by_day(self, page: Page) -> list[dict[str, Any]]:
        """Look with every rule, and note the elements whose colours are new."""
        self._new = []
        for number, kind in enumerate(page.evaluate(WITH_TEXT)):
            if kind and (self.all_colours or kind not in self.coloured):
                self.coloured.add(kind)
                self._new.append(number)
        return [*page.evaluate(AXE, OTHER_RULES), *self._colours(page)]

    def _by_night(self, page: Page) -> list[dict[str, Any]]:
        """Look once more at what night can change."""
        page.emulate_media(color_scheme="dark")
        return self._colours(page)

    def _colours(self, page: Page) -> list[dict[str, Any]]:
        return list(page.evaluate(AXE_OF_COLOUR, self._new)) if self._new else []


@dataclass
class Person:
    """Somebody with a browser of their own."""

    site: Site
    context: BrowserContext
    looks: Looks
    asked: list[str] = field(default_factory=list)
    """Every address that the browser asked for."""
    console: list[str] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    """Addresses where a refusal was expected; a browser notes each on its console."""
    page: Page = field(init=False)

    def __post_init__(self) -> None:
        self.page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.context.on("request", lambda request: self.asked.append(request.url))
        self.context.on("console", self._note)
        self.context.on("weberror", lambda error: self.console.append(str(error.error)))

    def opens(self, path: str, *, status: int = 200) -> "Person":
        """Open an address of the site, and look at the page."""
        answer = self.page.goto(self.site.url + path)
        return self._arrives(answer.status if answer else 0, status)

    def presses(self, words: str, *, status: int = 200) -> "Person":
        """Press a button or follow a link by its words, and look at the page it leads to."""
        button, link = (self.page.get_by_role(role, name=words) for role in ("button", "link"))
        # A page that is kept fresh shows what can be pressed a moment after somebody else went on.
        button.or_(link).first.wait_for(state="attached")
        with self.page.expect_navigation() as going:
            (button if button.count() else link).first.click()
        answer = going.value
        return self._arrives(answer.status if answer else 0, status)

    def unfolds(self, words: str) -> None:
        """Open what is folded under these words."""
        self.page.locator("summary", has_text=words).click()

    def types(self, answers: dict[str, str]) -> None:
        """Fill in fields, each found by its question."""
        written = self.page.locator("textarea, input:not([type=checkbox], [type=radio])")
        for question, answer in answers.items():
            self.page.get_by_label(question).and_(written).first.fill(answer)

    def ticks(self, question: str, *answers: str) -> None:
        """Choose answers of a question, by their words."""
        group = self.page.get_by_role("group", name=question)
        for answer in answers:
            group.get_by_label(answer, exact=True).check()

    def picks(self, question: str, answer: str) -> None:
        """Choose from a list that unfolds."""
        self.page.locator("main").get_by_label(question).first.select_option(label=answer)

    def reads(self, selector: str = "main") -> str:
        """Give the words of a part of the page, with single spaces."""
        return " ".join(self.page.locator(selector).first.inner_text().split())

    def titles(self) -> list[str]:
        """Give the titles of the cards on the page."""
        return [" ".join(title.split()) for title in self.page.locator(".card__title").all_inner_texts()]

    def traces(self) -> list[str]:
        """List what should not be there: requests to elsewhere, and what the console holds against the page."""
        host = urlsplit(self.site.url).netloc
        return [url for url in self.asked if urlsplit(url).netloc != host] + self.console

    def _arrives(self, status: int, wanted: int) -> "Person":
        assert status == wanted, f"{self.page.url} answers {status}: {self.reads()[:300]}"
        if status >= 400:
            self.refused.add(self.page.url)
        self.console = [said for said in self.console if not self._was_expected(said)]
        self.looks.at(self.page)
        return self

    def _was_expected(self, said: str) -> bool:
        return said.startswith("Failed to load resource") and said.rpartition(" ")[2] in self.refused

    def _note(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.console.append(f"{message.text} {message.location['url']}")


def _name(page: Page) -> str:
    """Name a kind of page: its address without ids, its heading, and the state it shows."""
    path = re.sub(r"[0-9a-f]{20}", "…", urlsplit(page.url).path)
    heading, state, problem = page.evaluate(KIND)
    return " ".join(part for part in (path, f"“{heading}”", state, problem) if part)
