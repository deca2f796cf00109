"""The projector as the last row sees it: letters are large, nothing is cut off, the code in its corner can be read."""

from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import zxingcpp
from axe_playwright_python.base import AXE_SCRIPT
from chromium import ALL_RULES, AXE, RULES_OF_COLOUR, Person
from PIL import Image
from playwright.sync_api import expect

SIZES = ({"width": 1280, "height": 720}, {"width": 1024, "height": 768})
"""A projector of today and one from the cupboard."""

LEAST = 0.04
"""Height of the smallest letters, as a share of the screen's."""

MEASURED = """() => {
  const box = each => each.getBoundingClientRect();
  const parts = [...document.querySelectorAll('.screen > *')];
  const within = (inner, outer, slack) =>
    inner.left >= outer.left - slack && inner.right <= outer.right + slack &&
    inner.top >= outer.top - slack && inner.bottom <= outer.bottom + slack;
  const screen = new DOMRect(0, 0, innerWidth, innerHeight);
  const texts = [], wrong = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode, parent = text.parentElement;
    if (!text.data.trim() || parent.closest('script, .visually-hidden') || !parent.checkVisibility()) continue;
    const size = parseFloat(getComputedStyle(parent).fontSize);
    texts.push([text.data.trim(), size / innerHeight]);
    // What ends with a sign where it is too long shows as much as its box.
    const cut = parts.flatMap(part => [...part.querySelectorAll('*')])
      .find(each => each.contains(text) && getComputedStyle(each).overflowX === 'hidden');
    const range = document.createRange();
    range.selectNodeContents(text);
    const part = parts.find(each => each.contains(text));
    for (const ink of cut ? [box(cut)] : range.getClientRects())
      // Letters may reach out of a line that is set tight, and do not show it.
      if (!part || !within(ink, box(part), size / 4) || !within(ink, screen, 0))
        wrong.push(`out of place: ${text.data.trim()}`);
  }
  for (const one of parts) for (const other of parts) {
    const [a, b] = [box(one), box(other)];
    if (one !== other && a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1)
      wrong.push(`${one.className} lies over ${other.className}`);
  }
  const root = document.documentElement;
  if (root.scrollWidth > innerWidth || root.scrollHeight > innerHeight) wrong.push('the screen scrolls');
  const { x, y, width, height } = box(document.querySelector('.screen__join'));
  return { texts, wrong, join: { x, y, width, height } };
}"""


@dataclass
class Projector:
    """The laptop at the projector, and what was measured on every screen it showed."""

    person: Person
    leads_to: str
    """Where the QR code must lead, on every screen."""
    shown: list[str] = field(default_factory=list)
    """Names of the screens, in order."""
    wrong: list[str] = field(default_factory=list)
    corners: set[tuple[int, float, float]] = field(default_factory=set)
    """Where the code ends, to the right and below, at each width."""

    def is_opened(self, path: str) -> None:
        """Open the screen, as large as the projector is."""
        self.person.page.set_viewport_size(SIZES[0])
        self.person.page.goto(self.person.site.url + path)
        self.is_measured()

    def goes_on(self) -> None:
        """Press the one key, wait for what comes, and measure it."""
        at = self.place()
        self.person.page.keyboard.press("ArrowRight")
        self.moves_on(at)
        self.is_measured()

    def goes_to(self, name: str) -> None:
        """Press the key until a screen of this name comes."""
        for _ in range(20):
            self.goes_on()
            if self.shown[-1] == name:
                return
        raise AssertionError(f"{name} never comes after {self.shown}")

    def news(self) -> str:
        return self.person.page.locator(".screen").get_attribute("data-seen") or ""

    def place(self) -> str:
        """Name the place in the session that the screen shows; a key and a button send it along."""
        return self.person.page.locator("[name=at]").first.input_value()

    def moves_on(self, at: str) -> None:
        """Wait until the session has gone on. News alone may be of what was saved a moment before."""
        expect(self.person.page.locator("[name=at]").first).not_to_have_value(at)

    def waits_beyond(self, seen: str) -> None:
        """Wait for what somebody else pressed; it comes by itself."""
        expect(self.person.page.locator(".screen")).not_to_have_attribute("data-seen", seen)

    def is_measured(self) -> None:
        """Look at the screen from the last row, on each projector."""
        page = self.person.page
        name = (page.locator(".screen").get_attribute("class") or "").rpartition("--")[2]
        self.shown.append(name)
        for size in SIZES[::-1]:
            page.set_viewport_size(size)
            found: dict[str, Any] = page.evaluate(MEASURED)
            where = f"{name} at {size['width']}"
            self.wrong += [
                f"{where}: {share:.1%} of the height: {text}" for text, share in found["texts"] if share < LEAST
            ]
            self.wrong += [f"{where}: {wrong}" for wrong in found["wrong"]]
            join = found["join"]
            self.corners.add((size["width"], round(join["x"] + join["width"]), round(join["y"] + join["height"])))
        # The last size is the one that stays, with the smaller code.
        picture = Image.open(BytesIO(page.screenshot(clip=join)))
        if [code.text for code in zxingcpp.read_barcodes(picture)] != [self.leads_to]:
            self.wrong.append(f"{name}: the code can't be read")

    def is_checked(self) -> None:
        """Look at the screen with every rule of axe, and at the colours of night."""
        page = self.person.page
        page.evaluate(AXE_SCRIPT)
        for scheme, rules in (("light", ALL_RULES), ("dark", RULES_OF_COLOUR)):
            page.emulate_media(color_scheme=scheme)
            self.wrong += [f"{self.shown[-1]} ({scheme}): {found['id']}" for found in page.evaluate(AXE, rules)]
        page.emulate_media(color_scheme="light")

    def slips(self) -> dict[int, str]:
        """Give what the screen shows of the board: titles by number."""
        page = self.person.page
        numbers = page.locator(".slip__number").all_inner_texts()
        return dict(zip(map(int, numbers), page.locator(".slip__words b").all_inner_texts(), strict=True))

    def counted(self) -> list[tuple[int, str]]:
        """Give the totals as the screen shows them, number by number."""
        page = self.person.page
        numbers = page.locator(".counted__number").all_inner_texts()
        return list(zip(map(int, numbers), page.locator(".counted__words").all_inner_texts(), strict=True))
