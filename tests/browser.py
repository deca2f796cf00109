"""A reader's browser without scripts: opens pages, sends forms, and checks every page it opens."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse


@dataclass
class Page:
    """What came back, checked: one heading, a title, no id twice, nothing inline, no cookie outside /staff."""

    browser: "Browser"
    path: str
    answer: TestResponse
    soup: BeautifulSoup = field(init=False)

    def __post_init__(self) -> None:
        self.soup = BeautifulSoup(self.answer.get_data(as_text=True), "html.parser")
        if self.answer.mimetype != "text/html" or 300 <= self.status < 400:
            return
        # One walk over the page for all checks: a search for each would be most of the time that many tests take.
        tags = self.soup.find_all(True)
        assert [tag.name for tag in tags].count("h1") == 1, f"{self.path} has not one h1"
        assert self.soup.title is not None
        assert self.soup.title.get_text(strip=True)
        ids = [tag["id"] for tag in tags if tag.get("id") is not None]
        assert len(ids) == len(set(ids)), f"{self.path} repeats an id: {sorted(ids)}"
        assert not [tag for tag in tags if tag.get("style") is not None]
        assert not [tag for tag in tags if tag.get("data-keep") == '"unsaved"'], "a quote was escaped into an attribute"
        inline = [tag for tag in tags if tag.name == "script" and not tag.get("src")]
        assert {script.get("type") for script in inline} <= {"application/ld+json"}, "only data may stand in a page"
        assert "default-src 'none'" in self.answer.headers["Content-Security-Policy"]
        if not self.path.startswith("/staff"):
            assert "Set-Cookie" not in self.answer.headers

    @property
    def status(self) -> int:
        return self.answer.status_code

    @property
    def text(self) -> str:
        """The words of the page, with single spaces."""
        return " ".join(self.soup.get_text(" ").split())

    @property
    def heading(self) -> str:
        return " ".join(self.one("h1").get_text(" ").split())

    @property
    def found(self) -> list[str]:
        """The words a preview marks."""
        return [tag.get_text() for tag in self.soup.select(".found__words")]

    @property
    def problem(self) -> str:
        """What the page says went wrong."""
        return " ".join(" ".join(tag.get_text(" ").split()) for tag in self.soup.select("[role=alert]"))

    @property
    def receipt(self) -> str:
        return self.one("#receipt").get_text()

    def one(self, selector: str) -> Tag:
        found = self.soup.select_one(selector)
        assert found is not None, f"{self.path} ({self.status}) has no {selector}: {self.text[:400]}"
        return found

    def typed(self, name: str) -> str:
        """What stands in a field of the page's form."""
        field = self.one(f"main form.form [name={name}]")
        return str(field.get("value", "")) or field.get_text().strip()

    def titles(self) -> list[str]:
        """The titles of the cards on the page."""
        return [" ".join(tag.get_text().split()) for tag in self.soup.select(".card__title")]

    def send(self, press: str = "", *, form: str = "main form[method=post]", **fields: Any) -> "Page":
        """Fill in a form and press a button, by its words; the first form and its first button if not named."""
        target = self._form(form, press)
        data = _values(self._of(target, "input[name], textarea[name], select[name]"))
        for name, value in fields.items():
            data.setlist(name, [str(v) for v in value] if isinstance(value, (list, tuple)) else [str(value)])
        button = next((b for b in self._of(target, "button") if press in b.get_text()), None)
        if button is not None and button.get("name"):
            data.setlist(str(button["name"]), [str(button.get("value", ""))])
        action = urljoin(self.path, str(target.get("action") or self.path).partition("#")[0])
        return self.browser.post(action, data)

    def follow(self, words: str) -> "Page":
        """Follow the link with these words."""
        link = next((a for a in self.soup.select("a") if words in a.get_text()), None)
        assert link is not None, f"no link {words!r} on {self.path}"
        return self.browser.open(urljoin(self.path, str(link["href"])))

    def _form(self, selector: str, press: str) -> Tag:
        forms = self.soup.select(selector)
        if press:
            forms = [form for form in forms if any(press in button.get_text() for button in self._of(form, "button"))]
        assert forms, f"{self.path} ({self.status}) has no form {selector!r} with {press!r}: {self.text[:400]}"
        return forms[0]

    def _of(self, form: Tag, selector: str) -> list[Tag]:
        """Find what belongs to a form: what stands in it, and then what is tied to it from elsewhere."""
        inside = list(form.select(selector))
        if not form.get("id"):
            return inside
        tied = [tag for tag in self.soup.select(selector) if tag.get("form") == form["id"]]
        return [*inside, *(tag for tag in tied if form not in tag.parents)]


@dataclass
class Browser:
    """One browser: its cookies are its own."""

    client: FlaskClient

    def open(self, path: str) -> Page:
        return self._page(path, self.client.get(path))

    def post(self, path: str, data: MultiDict[str, str] | dict[str, Any]) -> Page:
        return self._page(path, self.client.post(path, data=data))

    def _page(self, path: str, answer: TestResponse) -> Page:
        page = Page(self, path, answer)
        if page.status in {302, 303}:
            return self.open(answer.headers["Location"])
        return page


def _values(fields: list[Tag]) -> MultiDict[str, str]:
    """Read what the fields of a form hold before anybody types."""
    data: MultiDict[str, str] = MultiDict()
    for tag in fields:
        name = str(tag["name"])
        if tag.name == "textarea":
            data.add(name, tag.get_text().removeprefix("\n"))
        elif tag.name == "select":
            chosen = tag.select_one("option[selected]") or tag.select_one("option")
            data.add(name, str(chosen.get("value", "")) if chosen else "")
        elif tag.get("type") in {"checkbox", "radio"}:
            if tag.has_attr("checked"):
                data.add(name, str(tag.get("value", "on")))
        else:
            data.add(name, str(tag.get("value", "")))
    return data
