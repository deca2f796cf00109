"""Writes the index of one edition's cards into a folder, in the shape in which searches use it.

Document numbers follow the cards' ids, which are random: the order in which practices arrived is not in the folder.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from portal.search import cards_file, columns, complete, filing, ranks, rows, spelling, whole, writing
from portal.search.card import Card
from portal.search.criteria import Known
from portal.search.words import Words
from portal.search.writing import Progress

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
    named = {card.id: labels(graded(card, known)) for card in ordered}
    texts = ("\n".join((card.title, named[card.id], *card.words.values())) for card in ordered)
    spelling.write(folder, texts, also=(member for group in known.synonyms for member in group if " " not in member))
    words, in_order = Words(known.synonyms), rows.Writer()
    # Words are taken down in the first half of the time and written in the second.
    index = writing.Writer(folder, lambda share: done((1 + share) / 2))
    for number, card in enumerate(ordered):
        title, *parts = (words.read(text, card.language) for text in (card.title, *card.words.values()))
        label = words.read(named[card.id])
        index.add(
            card.id, {"title": _all(title), "text": _all(*parts), "labels": _all(label) + words.tokens(codes(card))}
        )
        in_order.add(main for main, _ in (title, *parts, label))
        if number % _STEP == 0:
            done(number / len(ordered) / 2)
    laid = cards_file.write(folder, ordered, known) | filing.columns(ordered, known) | ranks.columns(ordered)
    titles = complete.columns([card.title for card in ordered])
    laid |= titles | index.write() | in_order.write(folder)
    columns.write(folder, laid | whole.columns(folder))
    done(1)


def graded(card: Card, known: Known) -> Card:
    """Name the grades of a card's bands, so that a band is found by "kindergarten" or "grade 7"."""
    return replace(card, grade=card.grade + tuple(grade for code in card.grade for grade in known.bands.get(code, ())))


def codes(card: Card) -> str:
    """Give a card's codes, by which it is found beside their names."""
    return " ".join((card.kind, card.task, *card.subject, *card.tool))


def _all(*read: tuple[list[str], list[str]]) -> list[str]:
    return [token for main, more in read for token in (*main, *more)]
