"""How hard the guide is to read: which of its pages, and by which sentence."""

from collections.abc import Iterator, Sequence

from portal.drafting.passages import Passage
from portal.drafting.rules import GUIDE
from portal.guide.readability import Reading
from portal.guide.readability import read as reading_of
from portal.web.findings import Finding, Place, Severity

MOST_MEAN = 20
"""Words in a sentence, on average."""
HARD, TOO_HARD = 8, 10
"""School grades: above the first is worth a look, above the second nobody signs."""

_MOST_QUOTED = 160
"""Characters of a sentence that are quoted."""


def findings(read: Reading, printed: Sequence[Passage]) -> Iterator[Finding]:
    """List what is too hard in a guide that reads like this: the whole, each page by itself, its long sentences."""
    if read.grade > HARD:
        severity = Severity.BLOCK if read.grade > TOO_HARD else Severity.WARN
        yield _too_hard("The whole guide", read, printed, severity)
    for section in dict.fromkeys(passage.section for passage in printed):
        of_it = [passage for passage in printed if passage.section == section]
        part = reading_of("\n".join(passage.text for passage in of_it))
        if part.grade > HARD:
            yield _too_hard(f"Page “{section}”", part, of_it, Severity.WARN)
    if read.mean > MOST_MEAN:
        place = Place("The whole guide", _holding(read.hardest, printed))
        sentence = f"A sentence has {read.mean:g} words on average, and {MOST_MEAN} are plenty."
        yield Finding(place, sentence, f"Cut the long ones in two, such as {_quoted(read.hardest)}", Severity.WARN)


def _too_hard(name: str, read: Reading, of_it: Sequence[Passage], severity: Severity) -> Finding:
    most = TOO_HARD if severity is Severity.BLOCK else HARD
    place = Place(name, _holding(read.hardest, of_it))
    sentence = f"It reads like grade {read.grade:g}, and grade {most} is the most."
    return Finding(place, sentence, f"Say this in shorter words and sentences: {_quoted(read.hardest)}", severity)


def _holding(sentence: str, of_it: Sequence[Passage]) -> str:
    """Give the address of the field that holds a sentence."""
    return next((passage.place.address for passage in of_it if sentence in passage.text), GUIDE.address)


def _quoted(sentence: str) -> str:
    return f"“{sentence}”" if len(sentence) <= _MOST_QUOTED else f"“{sentence[:_MOST_QUOTED].rstrip()}…”"
