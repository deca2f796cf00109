"""The evidence of one practice in plain words: what readers and staff see beside it."""

from dataclasses import dataclass

from portal.practices.kinds import KINDS
from portal.search.card import Card, Caution, Cited, Reports
from portal.trials import unknown
from portal.trials.levels import Thresholds
from portal.vocabulary.words import Vocabulary

LEVEL_WORDS = {"shared": "Shared", "tried": "Tried", "holding-up": "Holding up", "official": "In the guide"}

DOUBTS = {
    "serious": "something serious went wrong for a colleague, and no check answers it yet",
    "tool": "a tool it uses changed, and no colleague has told us since that it still works",
    "old": "the last report is over a year old",
}

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True)
class ShownCaution:
    """One thing that went wrong, in words."""

    code: str
    what: str
    serious: bool
    reports: str
    answer: str
    """What catches it, or that nothing does yet."""
    open: bool


@dataclass(frozen=True)
class Panel:
    """All that is known of a practice by trying it, and what is not."""

    reports: Reports
    level: str
    """The word for where it stands."""
    meaning: str
    doubt: str
    missing: str
    ruling: str
    cited: Cited | None
    """Where the issue in force cites it."""
    cautions: tuple[ShownCaution, ...]
    serious_means: str
    where: str
    time: str
    releases: str
    unknown: tuple[str, ...]


def panel(card: Card, words: Vocabulary, thresholds: Thresholds) -> Panel:
    """Say the evidence of a card."""
    reports = card.reports
    reached = "official" if card.guide else reports.earned
    held_back = bool(card.ruling) or card.level != reached
    return Panel(
        reports=reports,
        level=LEVEL_WORDS[card.level],
        meaning="" if held_back else _meaning(reached, thresholds),
        doubt=_doubt(card, reached),
        missing="" if held_back or card.guide else _missing(reports, thresholds),
        ruling=card.ruling,
        cited=card.cited if card.guide else None,
        cautions=tuple(_caution(caution, words) for caution in reports.cautions),
        serious_means=", or ".join(_within(words.label("reach", code)) for code in _in_order(words)),
        where=_where(reports, words),
        time=_time(reports),
        releases=f"From {_count(reports.occasions, 'release')}",
        unknown=unknown.in_words(card, words, checked=bool(card.words.get(KINDS[card.kind].check))),
    )


def _meaning(reached: str, thresholds: Thresholds) -> str:
    """Say what a level means, such as "At least three reports, from at least two releases."""
    match reached:
        case "official":
            return "Curriculum staff and the union both signed for it."
        case "holding-up":
            return (
                f"At least {_count(thresholds.holding_trials, 'report')}, from two subjects or grade bands, and "
                f"{thresholds.holding_share} of 100 or more say that it worked, as it is or with changes."
            )
        case "tried":
            return (
                f"At least {_count(thresholds.tried_trials, 'report')}, from at least "
                f"{_count(thresholds.tried_occasions, 'release')}."
            )
        case _:
            return "Too few reports yet to say how well it works."


def _doubt(card: Card, reached: str) -> str:
    """Say what speaks against it, and whether that holds it lower."""
    if not card.reports.doubts:
        return ""
    why = "; ".join(DOUBTS[doubt] for doubt in card.reports.doubts)
    if card.ruling or reached == card.level:
        return f"Take care: {why}."
    return f"It stands one level lower than “{LEVEL_WORDS[reached]}” for now: {why}."


def _missing(reports: Reports, thresholds: Thresholds) -> str:
    """Say what the level after the earned one still takes."""
    if not reports.missing:
        return "The next step is the guide: curriculum staff and the union decide on it together."
    amounts = dict(reports.missing)
    needs = {
        "reports": _count(amounts.get("reports", 0), "more report"),
        "occasions": f"reports from {_count(amounts.get('occasions', 0), 'more release')}",
        "place": "reports from two subjects or two grade bands",
        "share": f"at least {thresholds.holding_share} of 100 that say it worked",
    }
    following = "tried" if reports.earned == "shared" else "holding-up"
    return f"For “{LEVEL_WORDS[following]}” it still takes {' and '.join(needs[what] for what in amounts)}."


def _caution(caution: Caution, words: Vocabulary) -> ShownCaution:
    check = caution.check or "The check on this page catches it."
    if not caution.answered:
        answer = "No check yet. We are looking for one."
    elif caution.open:
        answer = f"{check} {_count(caution.since, 'report').capitalize()} came in after we said so. We look again."
    else:
        answer = check
    return ShownCaution(
        code=caution.wrong,
        what=words.label("wrong", caution.wrong) if caution.wrong else "Something the reports do not name",
        serious=caution.serious,
        reports=_count(caution.reports, "report"),
        answer=answer,
        open=caution.open,
    )


def _where(reports: Reports, words: Vocabulary) -> str:
    lists = (("subjects", reports.subjects), ("grades", reports.bands))
    return " · ".join(
        ", ".join(f"{words.label(name, code)} ({count} or more reports)" for code, count in places)
        for name, places in lists
        if places
    )


def _time(reports: Reports) -> str:
    """Say the minutes as what they are: estimates of those who reported."""
    if reports.minutes is None or reports.spread is None:
        return ""
    least, most = reports.spread
    middle = f"{'Saves' if reports.minutes > 0 else 'Costs'} about {abs(reports.minutes)} min a week"
    told = f"the middle of {_count(reports.timed, 'estimate')} by colleagues, from {_signed(least)} to {_signed(most)}"
    return f"{middle if reports.minutes else 'Saves no time'}: {told}."


def _in_order(words: Vocabulary) -> list[str]:
    """List the codes of reach that make a caution serious, the lesser first."""
    return [code for code in words.codes("reach") if code in words.serious]


def _within(label: str) -> str:
    """Say a label inside a sentence."""
    return label[:1].lower() + label[1:]


def _count(number: int, what: str) -> str:
    amount = _NUMBERS[number] if number < len(_NUMBERS) else str(number)
    return f"{amount} {what}{'' if number == 1 else 's'}"


def _signed(minutes: int) -> str:
    return str(minutes).replace("-", "−")
