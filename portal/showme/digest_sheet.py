"""The digest of a session as staff write it, and what the check says of it."""

from collections.abc import Iterator

from portal.practices.draft import local
from portal.showme import digest, digest_check, digest_files, models
from portal.showme.digest_check import Facts, Findings, Passage
from portal.showme.digest_wording import ThemeWords, Wording
from portal.showme.models import ShowMe, Theme
from portal.showme.rules import Stage
from portal.vocabulary import words
from portal.web.findings import Place


def wording(show_me: ShowMe) -> Wording:
    """Give what is written; what the room said of slips that can go wrong stands in their themes."""
    known = words.current().codes("wrong")
    told: dict[str, set[str]] = {theme.id: set(theme.cautions) for theme in models.themes(show_me)}
    for slip in models.board(show_me):
        if slip.theme_id:
            told[slip.theme_id] |= set(slip.cautions)
    return Wording(
        show_me.heard,
        {
            theme.id: ThemeWords(theme.name, theme.words, tuple(code for code in known if code in told[theme.id]))
            for theme in models.themes(show_me)
        },
    )


def checked(show_me: ShowMe) -> Findings:
    """Check the digest as it stands."""
    themes = models.themes(show_me)
    held = models.slips(show_me) if show_me.stage is Stage.HELD else ()
    facts = Facts(
        local=local(),
        facilitators=show_me.facilitators,
        slips=[text for slip in held for text in slip.practice.draft().texts().values()],
        said=any(text.strip() for text in (show_me.heard, *(theme.words for theme in themes))),
        empty_themes=[_place(show_me, theme, "words") for theme in themes if not theme.words],
        asks=len(models.asks(show_me)),
        pages=digest_files.pages(digest.compose(show_me)),
        address=address(show_me),
    )
    return digest_check.check(list(_passages(show_me)), facts)


def address(show_me: ShowMe) -> str:
    """Say where a digest is written."""
    return f"/staff/showme/{show_me.id}/digest"


def _passages(show_me: ShowMe) -> Iterator[Passage]:
    yield Passage(Place("How it was", f"{address(show_me)}#heard"), show_me.heard)
    for theme in models.themes(show_me):
        yield Passage(_place(show_me, theme, "name"), theme.name)
        yield Passage(_place(show_me, theme, "words"), theme.words)
    for ask in models.asks(show_me):
        yield Passage(Place("What the room asked", f"{address(show_me)}#asks"), ask.words)


def _place(show_me: ShowMe, theme: Theme, name: str) -> Place:
    return Place(f"“{theme.name}”", f"{address(show_me)}#theme-{theme.id}-{name}")
