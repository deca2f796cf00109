"""Beside a practice stand those that a colleague would look at next, read on the seed practices, and no others."""

import pytest

from portal.demo import seeds
from portal.district import ROOT
from portal.practices.kinds import KINDS
from portal.search import related
from portal.search.building import build
from portal.search.card import Card
from portal.search.criteria import GUIDE, LEVELS, Known
from portal.search.index import Index
from portal.vocabulary import words

VOCABULARY = words.read(ROOT / "seed" / "vocabulary.json")

KNOWN = Known(
    codes={
        **{name: VOCABULARY.codes(f"{name}s") for name in ("subject", "grade", "task", "tool", "language")},
        "kind": tuple(KINDS),
        "level": LEVELS,
        "guide": GUIDE,
    },
    bands=VOCABULARY.bands,
)


def card_of(number, row):
    return Card(
        id=f"{number:02}",
        kind=row["kind"],
        title=row["title"],
        words={part.name: row.get(part.name, "") for part in KINDS[row["kind"]].parts},
        subject=tuple(row["subject"]),
        grade=tuple(row["grade"]),
        task=row["task"],
        language=row["language"],
    )


@pytest.fixture(scope="module")
def seeded(tmp_path_factory):
    folder = tmp_path_factory.mktemp("related")
    cards = [card_of(number, row) for number, row in enumerate(seeds.rows("practices"))]
    build(folder, cards, known=KNOWN, labels=lambda card: " ".join((*card.subject, card.task)))
    index = Index.open(folder)
    yield index
    index.close()


def beside(index, title, hidden=frozenset()):
    card = next(card for card in index.cards.values() if card.title == title)
    found = related.to(card, index, hidden)
    return [card.title for card in (*found.caught, *found.others)]


PAIRS = (
    ("Three reading levels from one article", "The easy version dropped the date"),
    ("An exit ticket where every wrong answer tells you something", "An answer key with a wrong sign"),
    ("A notebook of primary sources that has to show its page", "A moving letter from an archive that never held it"),
    ("Two half-filled schedules and a reason to talk", "A French dialogue that was more than excited"),
    ("One assignment as a task strip, with nothing from the file", "It asked for a diagnosis before it would help"),
    ("From a week of drafts to one mini-lesson", "Let it score five old papers, then fix the rubric"),
    ("Carta a las familias en dos idiomas, frase por frase", "«Grado» donde debía decir «calificación»"),
)


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_what_belongs_together_stands_beside_each_other(seeded, one, other):
    assert other in beside(seeded, one)
    assert one in beside(seeded, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A substitute plan a stranger can run", "Three students read my plan before mine do"),
        ("Six story problems, six different structures", "A six-minute listen for students who missed the lab"),
        ("Report card comments from my notes, in my voice", "From a machine manual to one card above the machine"),
    ],
)
def test_a_word_that_two_have_by_chance_does_not_bring_them_together(seeded, one, other):
    assert other not in beside(seeded, one)
    assert one not in beside(seeded, other)


def test_there_are_four_at_most_caught_outputs_first_never_itself_nor_what_was_refused(seeded):
    kinds = {card.title: card.kind for card in seeded.cards.values()}
    lists = {title: beside(seeded, title) for title in kinds}

    for title, found in lists.items():
        caught = [kinds[each] == "caught" for each in found]
        assert title not in found
        assert len(found) <= related.MOST
        assert caught == sorted(caught, reverse=True)
    assert [] in lists.values(), "where nothing is close, nothing is shown"
    one, other = PAIRS[0]
    gone = next(card.id for card in seeded.cards.values() if card.title == other)
    assert other not in beside(seeded, one, frozenset({gone}))


def test_alone_in_an_edition_it_stands_beside_nothing(index_of, card):
    index = index_of([card("a1", "Alone", "Nothing else is here.")])

    assert beside(index, "Alone") == []
