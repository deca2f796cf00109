"""What a room said, in staff's words, as one document: web page, PDF and Word file are renderings of it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from portal import config
from portal.guide.document import INVENTED
from portal.guide.wording import spoken, stopped
from portal.showme import models
from portal.showme.models import Ask, ShowMe, Theme
from portal.showme.rules import ASKED_AFTER_DAYS, ENOUGH, AskState, Stage
from portal.vocabulary import words


@dataclass(frozen=True)
class ThemeHeard:
    """What several slips had in common."""

    name: str
    words: tuple[str, ...]
    """Paragraphs."""
    counts: tuple[str, ...]
    """How many slips and votes it had, in sentences; few are never counted out."""
    cautions: tuple[str, ...]
    """What can go wrong, in the vocabulary's words."""


@dataclass(frozen=True)
class Digest:
    """What a room said. It names nobody in it, no practice, and no time but the session's day."""

    session: str
    district: str
    on: str
    """ISO date of the session."""
    amnesty: int
    """The statement that the room relied on; 0 for none."""
    invented: bool
    heard: tuple[str, ...]
    """How it begins, in paragraphs."""
    themes: tuple[ThemeHeard, ...]
    asks: tuple[str, ...]
    """What the room asked of the guide, each with what became of it."""
    after: tuple[str, ...]
    """What happens next."""
    language: str = "en"

    @property
    def title(self) -> str:
        """What it is called."""
        return f"What we heard: {self.session}"

    @property
    def facts(self) -> tuple[str, ...]:
        """Whose it is, of when, and what it stands under."""
        statement = f"under amnesty statement {self.amnesty}" if self.amnesty else ""
        return tuple(fact for fact in (self.district, spoken(self.on), statement) if fact)

    @property
    def notices(self) -> tuple[str, ...]:
        """What a reader must know first."""
        return (INVENTED,) if self.invented else ()

    @property
    def moment(self) -> datetime:
        """What files are dated by: the session's day."""
        return datetime.fromisoformat(self.on).replace(tzinfo=UTC)


LABEL = "What a show-me session said"
HEADINGS = {
    "themes": "What we talked about",
    "cautions": "What can go wrong",
    "asks": "What you asked of the guide",
    "after": "What happens next",
}
FOOT = "Staff wrote this in their own words. It holds no words of anybody else in the room."


def compose(show_me: ShowMe) -> Digest:
    """Compose the digest of a session as it stands now."""
    district = config.current().district
    themes = models.themes(show_me)
    asks = models.asks(show_me)
    return Digest(
        session=show_me.title,
        district=district.name,
        on=show_me.on,
        amnesty=show_me.amnesty,
        invented=district.invented,
        heard=paragraphs(show_me.heard),
        themes=tuple(_heard(theme, show_me) for theme in themes),
        asks=tuple(_asked(ask) for ask in asks),
        after=_after(show_me, asked=any(ask.state is AskState.OPEN for ask in asks), tried=bool(themes)),
    )


def paragraphs(text: str) -> tuple[str, ...]:
    """Give the lines of a text that say something."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _heard(theme: Theme, show_me: ShowMe) -> ThemeHeard:
    # What authors may still take back is not counted: a number that goes down would tell that somebody did.
    counted = show_me.stage is Stage.OVER
    voted = counted and show_me.voters >= ENOUGH
    said = (
        (counted, theme.slips, "{} slips were about this."),
        (voted, theme.tries, "“I’d try this” had {} votes."),
        (voted, theme.worries, "“I’d worry” had {} votes."),
    )
    counts = [sentence.format(_count(number)) for shown, number, sentence in said if shown and number]
    if theme.total:
        counts.append(f"Weeks later, {theme.total} told how it went: {_went(theme)}.")
    return ThemeHeard(
        name=theme.name,
        words=paragraphs(theme.words),
        counts=tuple(sentence[0].upper() + sentence[1:] for sentence in counts),
        cautions=tuple(words.current().label("wrong", code) for code in theme.cautions),
    )


def _went(theme: Theme) -> str:
    said = ((theme.worked, "{} worked"), (theme.changes, "{} with changes"), (theme.did_not, "{} did not"))
    return ", ".join(sentence.format(number) for number, sentence in said if number)


def _asked(ask: Ask) -> str:
    return f"{stopped(ask.words)} {stopped(ask.became)}" if ask.became else ask.words


def _count(number: int) -> str:
    return str(number) if number >= ENOUGH else "a few"


def _after(show_me: ShowMe, *, asked: bool, tried: bool) -> tuple[str, ...]:
    back = date.fromisoformat(show_me.on) + timedelta(days=ASKED_AFTER_DAYS)
    mine = (
        "What you wrote goes its own way now, like anything shared here. Nothing says that it came from this room."
        if show_me.stage is Stage.OVER
        else "For two days nobody but you can change what you wrote. Then it is looked over, like anything shared "
        "here. Nothing will say that it came from this room."
    )
    return (
        mine,
        "It goes public together with others, or not at all.",
        "With your six words you can finish it, change it or take it back, now and later.",
        *(("What you asked of the guide is on the list for its next issue.",) if asked else ()),
        *((f"From {spoken(back.isoformat())} on, the session’s page asks whether it worked.",) if tried else ()),
    )
