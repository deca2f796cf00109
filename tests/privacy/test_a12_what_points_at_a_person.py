"""Rule A12: what points at a person is shown to its author first, and what points at nobody is left alone."""

import pytest
from privacy.sentences.district import NOT_PEOPLE, SCHOOLS, WORDS
from privacy.sentences.measure import Read, in_language, precision, read_all, recall, table, untouched
from privacy.sentences.patterns import patterns
from privacy.sentences.sentence import PATTERNS, PHRASES, Sentence, read

from portal.anonymity import scan

LOCAL = scan.Local(schools=tuple(SCHOOLS), words=WORDS, not_people=NOT_PEOPLE)

RECALL = {**dict.fromkeys(PATTERNS, 0.99), **dict.fromkeys(PHRASES, 0.95), "name": 0.80}
"""How much of each kind has to be found."""

PRECISION = 0.85
"""How many of the marks have to be right; teachers stop looking at marks that are mostly wrong."""

UNTOUCHED = 0.95
"""How many of the sentences that point at nobody have to stay without a mark."""

FLOOR = {**dict.fromkeys(PHRASES, 0.65), "name": 0.70}
"""How much of each kind has to be found in sentences it was never tuned on. The aim stays the one above, and is missed
for phrases: new authors find new ways of saying who they are. Below this it has grown worse."""

UNSEEN_PRECISION = 0.80

UNSEEN_UNTOUCHED = 0.90


@pytest.fixture(scope="module")
def marked() -> list[Read]:
    """Every sentence, with what the scanner marks in it."""
    return scanned([*patterns(), *read("phrases"), *read("names"), *read("negatives")])


@pytest.fixture(scope="module")
def unseen() -> list[Read]:
    """Every fresh sentence, with what the scanner marks in it."""
    return scanned([*read("fresh/phrases"), *read("fresh/names"), *read("fresh/negatives")])


@pytest.mark.parametrize(("kind", "aim"), RECALL.items())
def test_what_points_at_a_person_is_found(marked, kind, aim, record_property):
    of_kind = [one for one in marked if one.sentence.kind == kind]

    found = recall(of_kind)

    record_property(f"A12: recall of {kind}", f"{found} (at least {aim:.2f})")
    assert found.value >= aim, missed(of_kind)


@pytest.mark.parametrize(("language", "named"), [("en", "English"), ("es", "Spanish")])
def test_both_languages_are_measured_alone(marked, language, named, record_property):
    alone = in_language(language, marked)

    record_property(f"A12: recall in {named}", f"{recall(alone)}")
    record_property(f"A12: precision in {named}", f"{precision(alone)}")
    assert recall(alone).value >= RECALL["name"], missed(alone)
    assert precision(alone).value >= PRECISION, wrong(alone)


def test_most_marks_are_right(marked, record_property):
    right = precision(marked)

    record_property("A12: precision of all marks", f"{right} (at least {PRECISION:.2f})")
    assert right.value >= PRECISION, wrong(marked)


def test_what_points_at_nobody_is_left_alone(marked, record_property):
    alone = untouched(marked)

    record_property("A12: sentences left alone", f"{alone} (at least {UNTOUCHED:.2f})")
    assert alone.value >= UNTOUCHED, wrong([one for one in marked if not one.sentence.spans])


@pytest.mark.parametrize(("kind", "floor"), FLOOR.items())
def test_what_points_at_a_person_is_found_in_sentences_unseen(unseen, kind, floor, record_property):
    of_kind = [one for one in unseen if one.sentence.kind == kind]

    found = recall(of_kind)

    record_property(
        f"A12: recall of {kind}, sentences unseen", f"{found} (aim {RECALL[kind]:.2f}, held at {floor:.2f})"
    )
    assert found.value >= floor


def test_most_marks_are_right_in_sentences_unseen(unseen, record_property):
    right = precision(unseen)

    record_property("A12: precision of all marks, sentences unseen", f"{right} (at least {UNSEEN_PRECISION:.2f})")
    assert right.value >= UNSEEN_PRECISION


def test_what_points_at_nobody_is_left_alone_in_sentences_unseen(unseen, record_property):
    alone = untouched(unseen)

    record_property("A12: sentences left alone, sentences unseen", f"{alone} (at least {UNSEEN_UNTOUCHED:.2f})")
    assert alone.value >= UNSEEN_UNTOUCHED


def scanned(sentences: list[Sentence]) -> list[Read]:
    marked = read_all(lambda text: scan.find(text, LOCAL), sentences)
    print(f"\n{table(marked)}")  # noqa: T201 - shown when an aim is missed
    return marked


def missed(marked: list[Read]) -> str:
    """Write down the first forty places that should have been marked."""
    lines = [f"{one.sentence.part(span)!r} in {one.sentence.text!r}" for one in marked for span in one.missed()]
    return "\n".join([f"{len(lines)} missed", *lines[:40]])


def wrong(marked: list[Read]) -> str:
    """Write down the first forty marks that should not be there."""
    lines = [
        f"{mark.kind} {one.sentence.text[mark.start : mark.end]!r} in {one.sentence.text!r}"
        for one in marked
        for mark in one.wrong()
    ]
    return "\n".join([f"{len(lines)} wrong", *lines[:40]])
