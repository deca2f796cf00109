"""What the reports of a practice leave open: first as codes, then in plain words."""

from collections.abc import Iterable

from portal.search.card import Card
from portal.trials.evidence import SHOWN_FROM
from portal.vocabulary.words import Vocabulary

_SENTENCES = {
    "unchecked": "What to check: it was brought in from a file, and nobody has said yet.",
    "few": "How well it works: there are fewer than five reports.",
    "any-subject": "In which subjects it works: from each there are fewer than five reports, or none.",
    "other-subjects": "How it works outside {subjects}: from each other subject there are fewer than five reports, "
    "or none.",
    "any-band": "In which grades it works: from each band there are fewer than five reports, or none.",
    "other-bands": "How it works in {other_bands}: from each there are fewer than five reports, or none.",
    "no-failure": "Where it fails: nobody has told us of a failure. There may well be some, so keep checking.",
    "one-release": "Whether it lasts: all reports came with one release, perhaps after one meeting.",
    "minutes": "How much time it saves: fewer than five colleagues told us, or none.",
    "checks": "What colleagues checked: there is nothing yet that we can show.",
}


def unknown(card: Card, *, bands: Iterable[str], checked: bool) -> tuple[str, ...]:
    """List the codes of what we do not know. `checked` is whether the card itself says what to check.

    None and few are never told apart: what is not named has fewer than five reports.
    """
    reports = card.reports
    enough = reports.total >= SHOWN_FROM
    holds = {
        "unchecked": card.imported and not checked,
        "few": 0 < reports.total < SHOWN_FROM,
        "any-subject": enough and not reports.subjects,
        "other-subjects": enough and bool(reports.subjects),
        "any-band": enough and not reports.bands,
        "other-bands": enough and len(reports.bands) > 0 and not set(bands) <= {band for band, _ in reports.bands},
        "no-failure": enough and not reports.did_not and not reports.cautions,
        "one-release": reports.occasions == 1,
        "minutes": reports.total > 0 and not reports.timed,
        "checks": reports.total > 0 and not reports.checks,
    }
    return tuple(code for code, is_so in holds.items() if is_so)


def in_words(card: Card, words: Vocabulary, *, checked: bool) -> tuple[str, ...]:
    """Say what we do not know about a practice."""
    named = {band for band, _ in card.reports.bands}
    names = {
        "subjects": words.labels("subjects", (subject for subject, _ in card.reports.subjects)),
        "other_bands": words.labels("grades", (band for band in words.bands if band not in named)),
    }
    return tuple(_SENTENCES[code].format(**names) for code in unknown(card, bands=words.bands, checked=checked))
