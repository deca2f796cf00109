"""What other sessions of a series said, to be offered when one names its own: what came back needs the same name."""

from collections.abc import Iterable, Sequence

from portal.showme import models
from portal.showme.models import ShowMe
from portal.showme.rules import AskState, same


def in_series(show_me: ShowMe) -> list[ShowMe]:
    """List the other sessions of its series, the newest first; one without a series stands alone."""
    name = same(show_me.series)
    return [each for each in models.all_of_them() if name and same(each.series) == name and each.id != show_me.id]


def earlier_names(show_me: ShowMe) -> list[str]:
    """List the names that its series has for themes, but for those it has itself."""
    others = (theme.name for each in in_series(show_me) for theme in models.themes(each))
    return _but(others, [theme.name for theme in models.themes(show_me)])


def earlier_asks(show_me: ShowMe) -> list[str]:
    """List what its series asked of the guide and nobody has decided on, but for what it asked itself."""
    others = (ask.words for each in in_series(show_me) for ask in models.asks(each) if ask.state is AskState.OPEN)
    return _but(others, [ask.words for ask in models.asks(show_me)])


def _but(others: Iterable[str], mine: Sequence[str]) -> list[str]:
    """Give each once, as it was said first here, without those that are there already."""
    there = {same(words) for words in mine}
    found: dict[str, str] = {}
    for words in others:
        if same(words) not in there:
            found.setdefault(same(words), words)
    return sorted(found.values(), key=str.casefold)
