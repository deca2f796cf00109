"""Takes a picture of each page of a show-me session, and of each screen of the projector."""

import json
from collections.abc import Iterator
from pathlib import Path

from chromium import DESK, PHONE, Site
from playwright.sync_api import Browser, Page
from playwright.sync_api import TimeoutError as NothingNewError

PROJECTOR = {"width": 1280, "height": 720}
SCHEMES = ("light", "dark")
NEW = "seen => document.querySelector('.screen').dataset.seen !== seen"
PATIENCE = 5_000
"""Milliseconds after which a press at the end of the run-sheet has changed nothing."""
BALLOTS = 5
"""So many make totals."""


def take_session(browser: Browser, site: Site, folder: Path) -> None:
    """Hold the session that the invented district has planned for today, and take pictures on the way."""
    laptop = browser.new_context(viewport=DESK).new_page()
    phone = browser.new_context(viewport=PHONE).new_page()
    plan = _signs_in(laptop, site)
    room = f"/join/{laptop.locator('.by-hand__code').first.inner_text().replace(' ', '')}"
    for name, address in {
        "sessions": "/staff/showme",
        "plan": plan,
        "sheet": f"{plan}/sheet",
        "poster": f"{plan}/poster",
        "series": "/staff/showme/series",
        "asked": "/staff/guide/asked",
    }.items():
        _take(laptop, site.url + address, folder / name)
    _take(phone, site.url + room, folder / "cover")
    laptop.set_viewport_size(PROJECTOR)
    laptop.goto(f"{site.url}{plan}/screen")
    for number, name in enumerate(_screens(laptop), 1):
        _picture(laptop, folder / f"screen-{number:02}-{name}")
        if name in {"write", "vote", "totals"}:
            _comes_in(phone, site.url + room)
            _picture(phone, folder / f"room-{name}")
        if name == "vote":
            for _ in range(BALLOTS):
                _votes(phone, site.url + room)
        if name == "board":
            _take(laptop.context.new_page(), f"{site.url}{plan}/run", folder / "run")
    laptop.goto(f"{site.url}{plan}/run")
    laptop.get_by_role("button", name="Close it now").click()
    for name, address in {"screen-over": f"{plan}/screen", "digest-written": f"{plan}/digest", "closed": room}.items():
        _take(laptop, site.url + address, folder / name)


def _signs_in(laptop: Page, site: Site) -> str:
    """Sign in with the invented account of the curriculum office, and open the plan for today: give its address."""
    accounts = json.loads((Path(site.environ["PORTAL_DATA"]) / "demo-accounts.json").read_text("utf-8"))
    email, password = next((email, password) for role, email, password in accounts if role == "curriculum")
    laptop.goto(f"{site.url}/staff/login")
    laptop.get_by_label("Your e-mail").fill(email)
    laptop.get_by_label("Your password").fill(password)
    laptop.get_by_role("button", name="Sign in").click()
    laptop.goto(f"{site.url}/staff/showme")
    laptop.locator(".session a").first.click()
    return laptop.url.removeprefix(site.url)


def _screens(laptop: Page) -> Iterator[str]:
    """Give the name of each screen, and press the one key in between."""
    screen = laptop.locator(".screen")
    for _ in range(60):
        seen = screen.get_attribute("data-seen")
        yield (screen.get_attribute("class") or "").rpartition("--")[2]
        laptop.keyboard.press("ArrowRight")
        try:
            laptop.wait_for_function(NEW, arg=seen, timeout=PATIENCE)
        except NothingNewError:
            return


def _comes_in(phone: Page, room: str) -> None:
    phone.goto(room)
    phone.get_by_role("button", name="Come in").click()
    phone.locator("#room").wait_for()


def _votes(phone: Page, room: str) -> None:
    _comes_in(phone, room)
    phone.get_by_label("I’d try this: number").first.check()
    phone.get_by_label("I’d worry: number").last.check()
    phone.get_by_role("button", name="Send my vote").click()
    phone.get_by_text("Your ballot is in.").wait_for()


def _take(page: Page, address: str, to: Path) -> None:
    page.goto(address)
    _picture(page, to)


def _picture(page: Page, to: Path) -> None:
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        size = page.viewport_size or DESK
        page.screenshot(path=f"{to}-{size['width']}-{scheme}.png", full_page=True)
    page.emulate_media(color_scheme="light")
