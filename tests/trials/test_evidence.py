"""What reports add up to, and what is too little to show."""

from collections import Counter
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as some
from trials.reported import CHECKS, SERIOUS, TRIALS, trial

from portal.search.card import Card
from portal.trials.cautions import Check, cautions
from portal.trials.evidence import SHOWN_FROM, add_up
from portal.trials.models import Trial
from portal.trials.rules import Outcome, Reading
from portal.trials.unknown import unknown

FEWER = settings(max_examples=60)

BANDS = ("3-5", "6-8", "9-12")


@FEWER
@given(TRIALS)
def test_every_report_counts_once_and_places_are_told_in_steps_of_five(said):
    reports = add_up(said)

    assert reports.total == len(said)
    for shown, places in ((reports.subjects, [t.subject for t in said]), (reports.bands, [t.band for t in said])):
        enough = {place: n for place, n in Counter(places).items() if place and n >= SHOWN_FROM}
        assert dict(shown) == {place: n // SHOWN_FROM * SHOWN_FROM for place, n in enough.items()}


@FEWER
@given(TRIALS, some.sampled_from(["subject", "band"]))
def test_nothing_shown_tells_whether_a_place_was_named_by_few_or_by_none(said, which):
    counts = Counter(getattr(each, which) for each in said)
    blank = [replace(each, **{which: ""}) if counts[getattr(each, which)] < SHOWN_FROM else each for each in said]

    assert add_up(blank) == add_up(said)
    assert left_open(add_up(blank)) == left_open(add_up(said))


@FEWER
@given(TRIALS)
def test_minutes_are_told_from_five_reports_on(said):
    minutes = [each.minutes for each in said if each.minutes is not None]
    reports = add_up(said)

    if len(minutes) < SHOWN_FROM:
        assert (reports.minutes, reports.spread, reports.timed) == (None, None, 0)
    else:
        assert (reports.spread, reports.timed) == ((min(minutes), max(minutes)), len(minutes))
        assert min(minutes) <= reports.minutes <= max(minutes)


@FEWER
@given(TRIALS, CHECKS, some.randoms(use_true_random=False))
def test_the_order_of_reports_says_nothing(said, checks, chance):
    mixed = list(said)
    chance.shuffle(mixed)
    assert add_up(mixed) == add_up(said)
    assert cautions(mixed, checks, serious=SERIOUS) == cautions(said, checks, serious=SERIOUS)


@FEWER
@given(TRIALS, CHECKS)
def test_a_caution_is_closed_only_by_a_check_that_is_younger_than_its_reports(said, checks):
    for caution in cautions(said, checks, serious=SERIOUS):
        naming = [each for each in said if caution.wrong in each.went_wrong]
        check = checks.get(caution.wrong)

        assert caution.reports == len(naming) > 0
        assert caution.serious == any(each.reach in SERIOUS for each in naming)
        assert caution.open != bool(check and all(each.counted <= check.through for each in naming))


def test_cautions_come_with_the_serious_ones_first_and_their_checks():
    said = [trial(wrong=("tone",))] * 3 + [trial(wrong=("fact",), reach="reached"), trial("did-not")]

    fact, tone = cautions(said, {"tone": Check("Read it aloud.", through=2)}, serious=SERIOUS)

    assert (fact.wrong, fact.serious, fact.reports, fact.open) == ("fact", True, 1, True)
    assert (tone.wrong, tone.serious, tone.reports, tone.check, tone.open) == (
        "tone",
        False,
        3,
        "Read it aloud.",
        False,
    )


def test_what_we_do_not_know_is_said():
    five = [trial()] * 5
    told = [replace(each, minutes=10, checks="I read it.", counted=n) for n, each in enumerate(five)]

    assert left_open(add_up(five[:4])) == {"few", "one-release", "minutes", "checks"}
    assert left_open(add_up(five)) == {
        *("other-subjects", "other-bands", "no-failure", "one-release", "minutes", "checks")
    }
    assert left_open(add_up([*told, trial("did-not", counted=9)])) == {"other-subjects", "other-bands"}
    assert left_open(add_up([])) == set()
    assert left_open(add_up([]), imported=True) == {"unchecked"}


def test_only_words_that_were_read_are_shown():
    said = [
        Trial(outcome=Outcome.WORKED, counted=2, subject="", band="", wrong=[], reach="", note=note, reading=reading,
              checks=f"Checked: {note}")
        for note, reading in (("Read", Reading.SHOWN), ("Unread", Reading.TRAY))
    ]  # fmt: skip
    reports = add_up([each.said() for each in said])
    assert (reports.notes, reports.checks) == (("Read",), ("Checked: Read",))


def left_open(reports, *, imported=False):
    card = Card("1", "prompt", "A title", {}, ("math",), ("6-8",), "", imported=imported, reports=reports)
    return set(unknown(card, bands=BANDS, checked=not imported))
