"""What an author is told of the label while choosing it: the words, about how many teachers fit, and why so wide."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal import config
from portal.anonymity import labels
from portal.anonymity.labels import ANY_GRADE, Label, Roster
from portal.practices import public
from portal.vocabulary import roster, words


@dataclass(frozen=True)
class Told:
    """The label that subjects and grades would get today."""

    where: str
    teachers: int | None
    """Rounded; none where the district has not told us."""
    said: str
    why: str
    """Why it is wider than what was chosen; empty when it is not."""


def of(subjects: Sequence[str], grades: Sequence[str]) -> Told:
    """Say what colleagues would see above a practice for these subjects and grades."""
    vocabulary, known = words.current(), roster.current()
    label = public.label(subjects, grades)
    where = vocabulary.where(label.subjects, [label.place])
    if known is None:
        return Told(
            where,
            None,
            "",
            "This district has not told us how many teachers there are, so we show one subject and one group of "
            "grades at most.",
        )
    finest = next(labels.ways(subjects, grades, vocabulary.bands))
    teachers, said = _how_many(label, known)
    return Told(where, teachers, said, _why(finest, label, grades))


def _how_many(label: Label, known: Roster) -> tuple[int, str]:
    least = config.current().district.label_minimum
    exactly = known.count(label, words.current().bands)
    teachers = labels.sayable(exactly, least=least)
    if exactly < least:
        return teachers, f"Fewer than {least} teachers work here."
    return teachers, f"{'About' if exactly > labels.SAID_FROM else 'At least'} {teachers} teachers here fit this label."


def _why(finest: Label, label: Label, grades: Sequence[str]) -> str:
    """Say in one sentence why a label is wider than the finest that its author could have meant."""
    vocabulary, least = words.current(), config.current().district.label_minimum
    if label.subjects != finest.subjects:
        if len(finest.subjects) == 1:
            subject = vocabulary.labels("subjects", finest.subjects)
            return f"Fewer than {least} teachers here teach {subject}, so we show all subjects."
        them = "both" if len(finest.subjects) == 2 else "all of these"  # noqa: PLR2004 - "both" is for two
        return f"Few teach {them}, so we show all subjects. Choose one if that is too wide."
    if label.place != finest.place:
        missed = vocabulary.label("grades", finest.place)
        shown = "any grade" if label.place == ANY_GRADE else vocabulary.label("grades", label.place)
        together = " with these subjects" if len(label.subjects) > 1 else ""
        return f"Fewer than {least} teachers here fit {missed}{together}, so we show {shown}."
    if label.place == ANY_GRADE and grades and ANY_GRADE not in grades:
        return "These grades lie in more than one group, so we show any grade. Choose one group if that is too wide."
    return ""
