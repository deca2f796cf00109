"""The measure of the scanner is measured first: with finders of which we know what they are worth."""

import re
from collections import Counter
from dataclasses import dataclass

import pytest
from privacy.sentences.measure import Share, precision, read_all, recall, table, untouched
from privacy.sentences.patterns import patterns
from privacy.sentences.sentence import KINDS, PATTERNS, PHRASES, Sentence, Span, read

POINTING = [*patterns(), *read("phrases"), *read("names")]
HARMLESS = read("negatives")
ALL = [*POINTING, *HARMLESS]
FRESH_POINTING = [*read("fresh/phrases"), *read("fresh/names")]
FRESH_HARMLESS = read("fresh/negatives")
FRESH = [*FRESH_POINTING, *FRESH_HARMLESS]
TITLES = {
    "coach",
    "don",
    "dr",
    "maestra",
    "mr",
    "mrs",
    "ms",
    "nurse",
    "principal",
    "señora",
    "sister",
    "sra",
    "superintendent",
}
ANSWERS = {sentence.text: sentence for sentence in ALL}


@dataclass(frozen=True)
class Mark:
    start: int
    end: int
    kind: str


def nothing(text: str) -> list[Mark]:
    return []


def everything(text: str) -> list[Mark]:
    return [Mark(0, len(text), kind) for kind in KINDS]


def every_word(text: str) -> list[Mark]:
    return [Mark(*word.span(), "name") for word in re.finditer(r"\S+", text)]


def what_is_right(text: str) -> list[Mark]:
    return [Mark(span.start, span.end, ANSWERS[text].kind) for span in ANSWERS[text].spans]


def one(text: str, part: str, kind: str) -> Sentence:
    start = text.index(part)
    return Sentence(text, "en", kind, (Span(start, start + len(part)),))


def test_a_finder_that_marks_nothing_finds_nothing():
    marked = read_all(nothing, ALL)

    assert recall(marked) == Share(0, recall(marked).count)
    assert recall(marked).count > 3000
    assert precision(marked).value == 0
    assert untouched(marked).value == 1


def test_a_finder_that_marks_all_of_a_text_is_hardly_ever_right():
    marked = read_all(everything, ALL)

    assert recall(marked).value == 1
    assert precision(marked).value < 0.2
    assert untouched(marked).value == 0


def test_a_finder_that_marks_every_word_is_hardly_ever_right():
    marked = read_all(every_word, ALL)

    assert precision(marked).value < 0.4
    assert untouched(marked).value == 0


def test_a_finder_that_knows_the_answers_is_always_right():
    marked = read_all(what_is_right, ALL)

    assert recall(marked).value == precision(marked).value == untouched(marked).value == 1


@pytest.mark.parametrize(
    ("text", "part", "kind", "mark", "worth"),
    [
        ("Meet in Room 214.", "Room 214", "room", "Room 214", (1, 1)),
        ("Meet in Room 214.", "Room 214", "room", "214", (1, 1)),
        ("Meet in Room 214.", "Room 214", "room", "Room", (0, 1)),
        ("Meet in Room 214.", "Room 214", "room", "21", (0, 1)),
        ("Meet in Room 214.", "Room 214", "room", "Meet in", (0, 0)),
        ("Call (555) 010-4471 now.", "(555) 010-4471", "phone", "555) 010-4471", (1, 1)),
        ("Call (555) 010-4471 now.", "(555) 010-4471", "phone", "010-4471", (0, 1)),
        ("Ask jo@example.org first.", "jo@example.org", "email", "example.org", (0, 1)),
        ("The tercera hora class", "tercera hora", "period", "tercera hora", (1, 1)),
        ("The tercera hora class", "tercera hora", "period", "hora", (0, 1)),
        ("I teach at Saltgrass K-8 now", "Saltgrass K-8", "school", "K-8", (0, 1)),
        ("📌 Amara's essay", "Amara", "name", "Amara's", (1, 1)),
        ("So I'm the only one who naps.", "I'm the only one who", "only", "the only one", (1, 1)),
        ("So I'm the only one who naps.", "I'm the only one who", "only", "naps", (0, 0)),
    ],
)
def test_what_one_mark_finds_and_whether_it_is_right(text, part, kind, mark, worth):
    start = text.index(mark)

    marked = read_all(lambda _: [Mark(start, start + len(mark), kind)], [one(text, part, kind)])

    assert (recall(marked).hits, precision(marked).hits) == worth


def test_a_mark_of_another_kind_is_right_but_finds_nothing():
    marked = read_all(lambda _: [Mark(8, 16, "id")], [one("Meet in Room 214.", "Room 214", "room")])

    assert recall(marked).hits == 0
    assert precision(marked).hits == 1


def test_two_marks_may_cover_one_place_together():
    sentence = one("Call 608 555 0144 now.", "608 555 0144", "phone")

    marked = read_all(lambda _: [Mark(5, 8, "phone"), Mark(9, 17, "phone")], [sentence])

    assert recall(marked) == Share(1, 1)


def test_what_may_be_marked_too_is_neither_asked_for_nor_wrong():
    sentence = Sentence("As chair I teach Latin, alone.", "en", "only", (Span(24, 29),), also=(Span(0, 8),))

    marked = read_all(lambda _: [Mark(0, 8, "role")], [sentence])

    assert recall(marked) == Share(0, 1)
    assert precision(marked) == Share(1, 1)


@pytest.mark.parametrize(
    ("share", "low", "high"),
    [
        (Share(0, 10), 0.0, 0.2775),
        (Share(5, 10), 0.2366, 0.7634),
        (Share(10, 10), 0.7225, 1.0),
        (Share(297, 300), 0.971, 0.9966),
    ],
)
def test_the_interval_is_wilsons(share, low, high):
    assert share.interval == pytest.approx((low, high), abs=5e-4)


def test_the_table_has_a_row_for_each_kind_and_each_trap():
    written = table(read_all(nothing, ALL))

    assert all(f"recall: {kind} " in written for kind in KINDS)
    assert "untouched: month-word" in written
    assert "0.000 [0.00, 0.01] of 320" in written


@pytest.mark.parametrize("kind", KINDS)
def test_there_are_enough_sentences_of_each_kind_and_enough_in_spanish(kind):
    of_kind = [sentence for sentence in POINTING if sentence.kind == kind]
    spanish = [sentence for sentence in of_kind if sentence.language == "es"]

    assert len(of_kind) >= (150 if kind in PHRASES else 300)
    assert len(spanish) >= (0.2 if kind == "name" else 0.25) * len(of_kind)


def test_there_are_enough_sentences_that_point_at_nobody():
    sorts = Counter(sentence.kind for sentence in HARMLESS)

    assert len(HARMLESS) >= 600
    assert sum(sentence.language == "es" for sentence in HARMLESS) >= len(HARMLESS) / 4
    assert not any(sentence.spans for sentence in HARMLESS)
    assert min(sorts.values()) >= 10


@pytest.mark.parametrize("kind", [*PHRASES, "name"])
def test_there_are_enough_fresh_sentences_of_each_kind_and_enough_in_spanish(kind):
    of_kind = [sentence for sentence in FRESH_POINTING if sentence.kind == kind]
    spanish = [sentence for sentence in of_kind if sentence.language == "es"]

    assert len(of_kind) >= (120 if kind == "name" else 60)
    assert len(spanish) >= (0.2 if kind == "name" else 0.25) * len(of_kind)


def test_there_are_enough_fresh_sentences_that_point_at_nobody():
    sorts = Counter(sentence.kind for sentence in FRESH_HARMLESS)

    assert len(FRESH_HARMLESS) >= 250
    assert sum(sentence.language == "es" for sentence in FRESH_HARMLESS) >= len(FRESH_HARMLESS) / 4
    assert not any(sentence.spans for sentence in FRESH_HARMLESS)
    assert min(sorts.values()) >= 10


def test_no_fresh_sentence_is_one_of_the_first_set_or_stands_twice():
    first = {plainly(sentence.text) for sentence in ALL}
    fresh = Counter(plainly(sentence.text) for sentence in FRESH)

    assert not first & fresh.keys()
    assert max(fresh.values()) == 1


def test_no_fresh_sentence_points_with_the_words_of_the_first_set():
    first, fresh = ({plainly(s.part(span)) for s in some for span in s.spans} for some in (POINTING, FRESH_POINTING))

    assert not first & fresh


def test_no_fresh_person_has_a_name_of_the_first_set():
    first, fresh = (
        {word for s in some if s.kind == "name" for span in s.spans for word in plainly(s.part(span)).split()}
        for some in (POINTING, FRESH_POINTING)
    )

    assert not {word for word in first & fresh if len(word) > 1} - TITLES


@pytest.mark.parametrize("name", ["phrases", "names", "negatives", "fresh/phrases", "fresh/names", "fresh/negatives"])
def test_spanish_is_written_with_care_plainly_and_mixed(name):
    ways = {way: [s for s in read(name) if s.way == way] for way in ("careful", "plain", "mixed")}

    assert all(len(sentences) >= 8 for sentences in ways.values())
    assert all(sentence.text.isascii() for sentence in ways["plain"])
    assert not all(sentence.text.isascii() for sentence in ways["careful"])


def test_no_sentence_stands_twice():
    assert not [text for text, count in Counter(sentence.text.casefold() for sentence in ALL).items() if count > 1]


def test_each_span_is_a_part_of_its_sentence_with_nothing_around_it():
    for sentence in [*POINTING, *FRESH_POINTING]:
        assert sentence.spans
        assert all(sentence.part(span) == sentence.part(span).strip() != "" for span in sentence.spans)


def test_the_same_seed_writes_the_same_sentences_and_another_seed_others():
    assert patterns(1) == patterns(1)
    assert patterns(1) != patterns(2)


@pytest.mark.parametrize("kind", PATTERNS)
def test_what_has_a_shape_comes_in_many_shapes_and_frames(kind):
    of_kind = [sentence for sentence in patterns() if sentence.kind == kind]

    assert len({sentence.part(span) for sentence in of_kind for span in sentence.spans}) >= 30
    assert len({sentence.text for sentence in of_kind}) == len(of_kind)


def plainly(text: str) -> str:
    """Write the words without what stands around them, so that a comma more makes no new sentence."""
    return " ".join(re.findall(r"\w+", text.casefold()))
