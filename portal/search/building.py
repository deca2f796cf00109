"""Writes the index of one edition's cards into a folder, in the shape in which searches use it.

Document numbers follow the cards' ids, which are random: the order in which practices arrived is not in the folder.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from portal.search import cards_file, columns, complete, filing, ranks, rows, spelling, whole, writing
from portal.search.card import Card
from portal.search.criteria import Known
from portal.search.postings import FIELDS
from portal.search.tally import Progress, Tally
from portal.search.texts import Passage, Texts
from portal.search.words import Words

_STEP = 100
"""Cards after which one tells how far the building is."""


def build(
    folder: Path,
    cards: Iterable[Card],
    *,
    known: Known,
    labels: Callable[[Card], str],
    done: Progress = lambda _: None,
) -> None:
    """Write the cards and their index into an existing empty folder.

    `labels` gives the words of a card's codes (names of subjects, grades, tasks and tools), by which it is
    found too; the card it is asked about names the grades of its bands. The same cards in any other order
    give the same documents under the same numbers. `done` is told how far it is.
    """
    ordered = sorted(cards, key=lambda card: card.id)
    texts = Texts(Words(known.synonyms), FIELDS)
    tally, in_order, spelt = Tally(texts.tokens), rows.Writer(texts.tokens), spelling.Writer(texts.spelt)
    # Words are taken down in the first half of the time and written in the second.
    told = _telling(ordered, lambda share: done(share / 2))
    for gathered in texts.gather(_passages(card, labels(graded(card, known))) for card in told):
        for taker in (tally, in_order, spelt):
            taker.take(gathered)
    lengths, postings = tally.lengths(), tally.postings(lambda share: done((1 + share) / 2))
    writing.write(folder, [card.id for card in ordered], lengths, postings)
    spelt.write(folder, also=(member for group in known.synonyms for member in group if " " not in member))
    laid = cards_file.write(folder, ordered, known) | filing.columns(ordered, known) | ranks.columns(ordered)
    laid |= complete.columns([card.title for card in ordered]) | in_order.write(folder)
    laid |= {f"{name}_length": writing.rounded(each) for name, each in lengths.items()}
    columns.write(folder, laid | whole.columns(folder))
    done(1)


def graded(card: Card, known: Known) -> Card:
    """Name the grades of a card's bands, so that a band is found by "kindergarten" or "grade 7"."""
    return replace(card, grade=card.grade + tuple(grade for code in card.grade for grade in known.bands.get(code, ())))


def codes(card: Card) -> str:
    """Give a card's codes, by which it is found beside their names."""
    return " ".join((card.kind, card.task, *card.subject, *card.tool))


def _passages(card: Card, labels: str) -> Iterator[Passage]:
    """Part a card as it is read, and add the codes by which it is found, too."""
    yield Passage("title", card.title, card.language)
    for text in card.words.values():
        yield Passage("text", text, card.language)
    yield Passage("labels", labels)
    yield Passage("labels", codes(card), read=False)


def _telling(cards: Sequence[Card], done: Progress) -> Iterator[Card]:
    for number, card in enumerate(cards):
        if number % _STEP == 0:
            done(number / len(cards))
        yield card
