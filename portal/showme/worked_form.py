"""The form that asks weeks later whether themes worked: what it shows, and what was chosen in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from portal.showme import models, worked
from portal.showme.models import ShowMe, Theme
from portal.showme.rules import BallotError, Worked
from portal.web.tokens import BadTokenError

ANSWERS = (
    (Worked.WORKED.value, "It worked"),
    (Worked.CHANGES.value, "It worked with changes"),
    (Worked.DID_NOT.value, "It did not"),
    ("", "I have not tried it"),
)
"""What can be said of a theme; the last says nothing."""


@dataclass(frozen=True)
class Asking:
    """What the page of a session shows weeks later."""

    themes: Sequence[Theme]
    token: str = ""
    """Of the form; empty when the page does not ask today."""
    chosen: Mapping[str, str] = field(default_factory=dict)
    problem: str = ""
    sent: bool = False
    """Whether an answer has just come with this form."""
    answers: Sequence[tuple[str, str]] = ANSWERS


def asking(
    show_me: ShowMe, *, chosen: Mapping[str, str] | None = None, problem: str = "", sent: bool = False
) -> Asking:
    """Give what the page shows: the question while it is asked, and what five and more have said at any time."""
    token = worked.mint(show_me) if worked.is_asked(show_me) and not sent else ""
    return Asking(models.themes(show_me), token, chosen or {}, problem, sent)


def take(show_me: ShowMe, form: Mapping[str, str]) -> tuple[Asking, int]:
    """Take an answer, and give what the page shows then, with its status; what was chosen stays when it is refused."""
    said = _chosen(form)
    try:
        nonce = worked.open_(show_me, form.get("worked", ""))
        worked.answer(show_me.code, {theme: Worked(value) for theme, value in said.items()}, nonce=nonce)
    except (BadTokenError, BallotError) as problem:
        return asking(show_me, chosen=said, problem=problem.message), problem.status
    return asking(show_me, sent=True), 200


def _chosen(form: Mapping[str, str]) -> dict[str, str]:
    """Read what was chosen, by the key of the theme; whoever has not tried one says nothing of it."""
    known = {value for value, _ in ANSWERS if value}
    fields = ((name.removeprefix("worked-"), value) for name, value in form.items() if name.startswith("worked-"))
    return {theme: value for theme, value in fields if value in known}
