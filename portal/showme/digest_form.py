"""What staff type into a digest: how it was, each theme, and what the room asked."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from flask import request
from werkzeug.datastructures import MultiDict
from wtforms import Form

from portal.showme import asking, boarding
from portal.showme.digest_wording import ThemeWords, Wording
from portal.showme.digesting import Change
from portal.vocabulary import words
from portal.web import both
from portal.web.fields import AtMost, any_of, line, listed, text

HEARD = 1500
THEME = 1000
WAS = "was-"
"""Before the names of the fields that carry what the page showed."""

_KEY = re.compile(r"[0-9a-f]{20}")


class OpeningForm(Form):  # type: ignore[misc]  # WTForms has no types
    """What stands around the themes."""

    heard = text(
        "How it was",
        [AtMost(HEARD)],
        description="Three or four sentences: who came together, what the mood was, what surprised you. No names.",
        render_kw={"data-reading": ""},
    )
    ask = line(
        "One more thing the room asked the guide to say",
        [AtMost(asking.LONGEST)],
        description="One line, in your words. Each stands on the list for the next issue.",
    )


class ThemeForm(Form):  # type: ignore[misc]  # WTForms has no types
    """What the room said of one theme."""

    name = line("Theme", [AtMost(boarding.NAME)])
    words = text("What the room said of it", [AtMost(THEME)], render_kw={"data-reading": ""})
    cautions = any_of("What can go wrong", [], "")

    def __init__(self, formdata: MultiDict[str, str], prefix: str) -> None:
        """Bind it to what was typed under a prefix."""
        super().__init__(formdata, prefix=prefix)
        self.cautions.choices = listed(words.current().choices("wrong"))

    def typed(self) -> ThemeWords:
        """Give what was typed."""
        known = words.current().codes("wrong")
        chosen = self.cautions.data or []
        return ThemeWords(self.name.data, self.words.data, tuple(code for code in known if code in chosen))


@dataclass(frozen=True)
class DigestForm:
    """The whole page: its fields, and what they held when it was opened."""

    opening: OpeningForm
    themes: dict[str, ThemeForm]
    more: ThemeForm
    was: Wording
    dropped: frozenset[str]
    """Keys of the themes to drop."""
    struck: frozenset[str]
    """Keys of the lines to strike out."""

    def errors(self) -> list[tuple[str, str]]:
        """List what can't stay as it is: (field id, sentence) pairs in the order of the page."""
        forms: list[Form] = [self.opening, *self.themes.values(), self.more]
        for form in forms:
            form.validate()
        return [(field.id, field.errors[0]) for form in forms for field in form if field.errors]

    def change(self) -> Change:
        """Give what was done."""
        themes = {key: form.typed() for key, form in self.themes.items() if key not in self.dropped}
        mine = Wording(self.opening.heard.data, themes)
        return Change(self.was, mine, self.more.typed(), self.opening.ask.data, self.struck)


def opened(wording: Wording) -> DigestForm:
    """Give the page as it is stored."""
    return _bound(values(wording), wording, wording)


def typed() -> DigestForm:
    """Give the page as it was filled in, with a colleague's words where they were chosen."""
    keys = [key for key in request.form.getlist("theme") if _KEY.fullmatch(key)]
    was = MultiDict(
        (name.removeprefix(WAS), value) for name, value in request.form.items(multi=True) if name.startswith(WAS)
    )
    seen = _wording(was, [key for key in keys if f"theme-{key}-name" in was])
    return _bound(both.filled_in(was), Wording(themes=dict.fromkeys(keys, ThemeWords())), seen)


def again(wording: Wording, stored: Wording) -> DigestForm:
    """Give the page with both changes put together, over what is stored. What is to be dropped can still be kept."""
    dropped = [key for key in stored.themes if key not in wording.themes]
    shown = Wording(wording.heard, stored.themes | wording.themes)
    data = values(shown)
    data.setlist("drop", dropped)
    for name in request.form:
        if name in {"ask", "strike"} or name.startswith("new-"):
            data.setlist(name, request.form.getlist(name))
    return _bound(data, shown, stored)


def values(wording: Wording) -> MultiDict[str, str]:
    """Give the form's values of what is written."""
    found = MultiDict({"heard": wording.heard})
    for key, theme in wording.themes.items():
        found.update({f"theme-{key}-name": theme.name, f"theme-{key}-words": theme.words})
        found.setlist(f"theme-{key}-cautions", list(theme.cautions))
    return found


def said(wording: Wording, names: Collection[str]) -> dict[str, str]:
    """Say in words what stands in fields of these names."""
    found = {"heard": wording.heard}
    for key, theme in wording.themes.items():
        cautions = words.current().labels("wrong", theme.cautions)
        found |= {
            f"theme-{key}-name": theme.name,
            f"theme-{key}-words": theme.words,
            f"theme-{key}-cautions": cautions,
        }
    return {name: found[name] or "Nothing" for name in names}


def _bound(data: MultiDict[str, str], shown: Wording, was: Wording) -> DigestForm:
    return DigestForm(
        OpeningForm(data),
        {key: ThemeForm(data, f"theme-{key}") for key in shown.themes},
        ThemeForm(data, "new"),
        was,
        frozenset(data.getlist("drop")) & shown.themes.keys(),
        frozenset(data.getlist("strike")),
    )


def _wording(data: MultiDict[str, str], keys: list[str]) -> Wording:
    return Wording(OpeningForm(data).heard.data, {key: ThemeForm(data, f"theme-{key}").typed() for key in keys})
