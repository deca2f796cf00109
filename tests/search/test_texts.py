"""All texts taken down together give what each gives by itself."""

from collections import Counter, defaultdict
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.search import texts, words
from portal.search.texts import Passage, Texts
from portal.search.words import Words

GROUPS = (
    ("ELL", "English learner", "multilingual learner", "estudiante de inglés"),
    ("English", "ELA", "English language arts"),
    ("re-teach", "reteach", "teach again"),
    ("평가", "quiz", "exit ticket"),
    ("exit", "leave"),
)
WORDS = Words(GROUPS)

SOME = "English learner learners, language arts ELA re-teach teach again Exit ticket! quizzes l’école 평가를 平均値 7th"
MORE = "6-8 estudiantes de inglés Inglés niño café ( the"
PIECES = st.sampled_from(f"{SOME} {MORE}".split())
TEXT = st.lists(PIECES, max_size=12).map(" ".join)
PASSAGE = st.builds(
    Passage, st.sampled_from(["title", "text"]), TEXT, st.sampled_from(["en", "es", "ko"]), st.booleans()
)
DOCUMENTS = st.lists(st.lists(PASSAGE, max_size=4), max_size=7)


def together(documents):
    """Take down documents, and list all that was gathered by document."""
    whole = Texts(WORDS, ["text", "title"])
    found = [SimpleNamespace(tokens=defaultdict(Counter), rows=[], spelt=Counter()) for _ in documents]
    for gathered in whole.gather(documents):
        own = found[gathered.documents.start : gathered.documents.stop]
        named, spelt = list(whole.tokens), list(whole.spelt)
        for at in (gathered.main, gathered.more):
            for number, passage in zip(at.numbers, at.passages, strict=True):
                field = ("text", "title")[gathered.field[passage]]
                own[gathered.document[passage]].tokens[field][named[number]] += 1
        for passage, document in enumerate(gathered.document):
            if gathered.read[passage]:
                among = gathered.main.passages == passage
                own[document].rows.append([named[number] for number in gathered.main.numbers[among]])
        for number, passage in zip(*gathered.spelt.among(gathered.read), strict=True):
            own[gathered.document[passage]].spelt[spelt[number]] += 1
    return found


@settings(max_examples=60, deadline=None)
@given(documents=DOCUMENTS, size=st.integers(1, 4), pieces=st.sampled_from([0, 3, 200_000]))
def test_texts_gathered_at_once_give_what_each_gives_by_itself(documents, size, pieces):
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(texts, "_TOGETHER", size)
        patched.setattr(texts, "_PIECES", pieces)
        found = together(documents)

    for document, own in zip(documents, found, strict=True):
        tokens = defaultdict(Counter)
        for passage in document:
            tokens[passage.field].update(WORDS.tokens(passage.text, passage.language))
        read = [passage for passage in document if passage.read]
        assert own.tokens == {field: counts for field, counts in tokens.items() if counts}
        assert own.rows == [WORDS.sequence(passage.text, passage.language) for passage in read]
        assert own.spelt == Counter(pair for passage in read for pair in words.spelt(passage.text))
