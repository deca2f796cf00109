"""What lies in the folder of an edition, and that it tells nothing of the order in which cards came."""

import shutil
import tempfile
from collections import Counter

import pytest
from whoosh.index import open_dir

from portal.search import cards_file, columns, rows, spelling
from portal.search.building import build, codes, graded
from portal.search.card import Card, Reports
from portal.search.criteria import Criteria
from portal.search.index import Index, NoIndexError
from portal.search.words import Words


def dump(folder):
    """List all that Whoosh holds: stored fields by document number, and every posting with its weight."""
    with open_dir(str(folder), indexname="cards").searcher() as searcher:
        reader = searcher.reader()
        stored = list(reader.iter_docs())
        lengths = [
            (number, name, reader.doc_field_length(number, name))
            for number, _ in stored
            for name in sorted(reader.indexed_field_names())
        ]
        postings = []
        for name, token in reader.all_terms():
            matcher = reader.postings(name, token)
            while matcher.is_active():
                postings.append((name, token, matcher.id(), matcher.weight()))
                matcher.next()
        return stored, lengths, postings


def built(folder, cards, known, name_of):
    folder.mkdir()
    build(folder, cards, known=known, labels=name_of)
    return folder


@pytest.mark.parametrize(
    "order",
    [
        pytest.param(lambda card: card.title, id="by title"),
        pytest.param(lambda card: card.id[::-1], id="by the end of the id"),
        pytest.param(lambda card: (-card.edition, card.task), id="newest first"),
    ],
)
def test_the_order_of_arrival_leaves_no_trace(order, tmp_path, cards, known, name_of):
    shuffled = sorted(cards, key=order)
    assert shuffled != list(cards)

    one = built(tmp_path / "one", cards, known, name_of)
    other = built(tmp_path / "other", shuffled, known, name_of)

    assert dump(one) == dump(other)
    for name in (cards_file.NAME, columns.NAME, rows.NAME, spelling.NAME):
        assert (one / name).read_bytes() == (other / name).read_bytes()


def test_documents_are_numbered_by_id(tmp_path, cards, known, name_of):
    stored, _, postings = dump(built(tmp_path / "edition", cards[::-1], known, name_of))

    assert stored == [(number, {"id": key}) for number, key in enumerate(sorted(card.id for card in cards))]
    assert postings


def test_every_word_is_counted_where_it_stands(tmp_path, cards, known, name_of):
    words = Words(known.synonyms)
    *_, postings = dump(built(tmp_path / "edition", cards, known, name_of))

    wanted = {}
    for number, card in enumerate(sorted(cards, key=lambda card: card.id)):
        texts = Counter(token for text in card.words.values() for token in words.tokens(text, card.language))
        label = words.tokens(name_of(graded(card, known))) + words.tokens(codes(card))
        for name, tokens in (("text", texts), ("title", words.tokens(card.title, card.language)), ("labels", label)):
            wanted |= {(name, token.encode(), number): count for token, count in Counter(tokens).items()}
    held = {tuple(where): count for *where, count in postings if where[0] != "id"}
    assert held == wanted


def test_cards_come_back_as_they_were(index_of, known):
    full = Card(
        id="z9",
        kind="caught",
        title="“Odd” \\ title\u2028with 수학 and 😀",
        words={"now": "b", "asked": "a\r\nb\t", "output": ""},
        subject=("math", "any"),
        grade=(),
        task="",
        tool=("chatgpt",),
        minutes=-5,
        picks={"wrong": ("fact", "key"), "found": ()},
        guide=True,
        imported=True,
        edition=4,
        reports=Reports(worked=1, subjects=(("math", 5),), bands=(), minutes=0, notes=("One\nline", "Two")),
    )

    index = index_of([full])

    assert index.cards == {"z9": full}
    assert list(index.cards["z9"].words) == ["now", "asked", "output"]
    assert index.known == known


def test_nothing_is_written_outside_the_folder_nor_when_it_is_read(tmp_path, monkeypatch, cards, known, name_of):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    monkeypatch.setattr(tempfile, "tempdir", str(elsewhere))
    folder = built(tmp_path / "edition", cards, known, name_of)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    index = Index.open(folder)
    index.find(Criteria(q="story", grade=("07",)))
    index.nearest(Criteria(q="stroy"))
    index.close()

    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert list(elsewhere.iterdir()) == []
    assert {path.name for path in tmp_path.iterdir()} == {"edition", "elsewhere"}


def test_a_taken_down_card_leaves_no_word_in_the_next_edition(tmp_path, cards, known, name_of):
    kept = [card for card in cards if card.id != "k11"]

    folder = built(tmp_path / "edition", kept, known, name_of)

    assert not any(b"hotosynthe" in path.read_bytes() for path in folder.iterdir())


@pytest.mark.parametrize("missing", ["cards.json", "columns.npz", "rows.npy", "spelling.json", "_cards_1.toc"])
def test_a_folder_that_is_not_whole_is_refused(missing, tmp_path, cards, known, name_of):
    folder = built(tmp_path / "edition", cards, known, name_of)
    (folder / missing).unlink()

    with pytest.raises(NoIndexError):
        Index.open(folder)


def test_cards_of_another_edition_are_refused(tmp_path, cards, known, name_of):
    folder = built(tmp_path / "edition", cards, known, name_of)
    other = built(tmp_path / "other", cards[1:], known, name_of)
    for name in (cards_file.NAME, columns.NAME):
        shutil.copy(other / name, folder / name)

    with pytest.raises(NoIndexError):
        Index.open(folder)


@pytest.mark.parametrize("torn", ["cards.json", "columns.npz", "rows.npy", "spelling.json", "*.toc", "*.pst", "*.trm"])
def test_a_file_that_was_cut_off_is_refused(torn, tmp_path, cards, known, name_of):
    folder = built(tmp_path / "edition", cards, known, name_of)
    [file] = folder.glob(torn)
    for shorter in (file.read_bytes()[:-1], b""):
        file.write_bytes(shorter)

        with pytest.raises(NoIndexError):
            Index.open(folder)


def test_a_folder_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(NoIndexError):
        Index.open(tmp_path / "nowhere")
