"""Which cautions the reports of a practice raise, and which a check answers."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from portal.search.card import Caution
from portal.trials.rules import Said


@dataclass(frozen=True)
class Check:
    """The check that staff tied to a caution."""

    words: str
    """Empty where the practice's own check is meant."""
    through: int
    """The edition up to which reports are answered by it."""


def cautions(said: Collection[Said], checks: Mapping[str, Check], *, serious: Collection[str]) -> tuple[Caution, ...]:
    """List what went wrong, one caution for each code, the serious ones first; `serious` are codes of reach."""
    codes = {code for each in said for code in each.went_wrong}
    found = [_caution(code, [each for each in said if code in each.went_wrong], checks, serious) for code in codes]
    return tuple(sorted(found, key=lambda caution: (not caution.serious, -caution.reports, caution.wrong)))


def _caution(code: str, said: list[Said], checks: Mapping[str, Check], serious: Collection[str]) -> Caution:
    check = checks.get(code)
    return Caution(
        wrong=code,
        serious=any(each.reach in serious for each in said),
        reports=len(said),
        answered=check is not None,
        check=check.words if check else "",
        since=sum(each.counted > check.through for each in said) if check else 0,
    )
