"""The draft as a document, and what the gate says of it."""

from collections.abc import Iterable

from portal import clock, config
from portal.drafting import gate, models
from portal.drafting.gate import Facts, Findings
from portal.drafting.models import Recommendation
from portal.drafting.standing import LineFacts
from portal.guide import compose, rendering
from portal.guide import models as guide
from portal.guide.content import Content
from portal.guide.document import Document, Signed
from portal.guide.wording import spoken
from portal.practices import models as practices
from portal.practices.draft import local
from portal.practices.rules import State
from portal.search import reading
from portal.search.card import Card
from portal.staff import models as staff
from portal.staff.roles import SIDES, Role
from portal.vocabulary import words


def document() -> Document:
    """Compose the draft as it stands now."""
    content = models.content()
    return _composed(content, _cards(content), [Signed(s.side.value, s.name, s.on) for s in models.signatures()])


def checked() -> Findings:
    """Let the gate check the draft as it would be published now: under both signatures, with its number and date."""
    content = models.content()
    live = {key for key in content.cited() if (row := practices.by_id(key)) and row.state is State.RELEASED}
    cards = {key: card for key, card in _cards(content).items() if key in live}
    last = guide.latest()
    on = clock.today()
    issue = _composed(
        content, cards, _both_sides(on.isoformat()), number=last.number + 1 if last else 1, published=on.isoformat()
    )
    facts = Facts(
        on=on,
        lines=tuple(_facts(line, cards) for line in models.all_lines()),
        printed=rendering.printed(issue),
        local=local(),
    )
    return gate.check(content, issue, facts)


def _composed(
    content: Content, cards: dict[str, Card], signatures: Iterable[Signed], number: int = 0, published: str = ""
) -> Document:
    settings = config.current()
    return compose.compose(
        content,
        cards=cards,
        signatures=signatures,
        number=number,
        published=published,
        district=settings.district.name,
        url=f"{settings.url}/guide",
        invented=settings.district.invented,
    )


def _cards(content: Content) -> dict[str, Card]:
    """Give the cited practices that readers can open."""
    return {card.id: card for card in map(reading.maybe_card, content.cited()) if card}


def _facts(line: Recommendation, cards: dict[str, Card]) -> LineFacts:
    return LineFacts(
        address=f"/staff/guide/lines/{line.id}",
        cards=tuple(cards[key] for key in line.practices if key in cards),
        changed=tuple(
            f"{words.current().label('tools', change.tool)} changed on {spoken(change.on)}: {change.what.rstrip('.')}."
            for change in models.reopened(line)
        ),
    )


def _both_sides(on: str) -> list[Signed]:
    """Give the signatures as they will stand: a side that has not signed yet has the room of its longest name."""
    given = {
        signature.side: Signed(signature.side.value, signature.name, signature.on) for signature in models.signatures()
    }
    return [given.get(side) or Signed(side.value, _longest_name(side), on) for side in sorted(SIDES)]


def _longest_name(side: Role) -> str:
    names = [member.shown_name for member in staff.everyone() if member.role is side and not member.disabled]
    return max(names, key=len, default=side.value)
