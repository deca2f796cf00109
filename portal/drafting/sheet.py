"""The draft as a document, and how long it comes out."""

from portal import config
from portal.drafting import models
from portal.guide import compose, rendering
from portal.guide.document import Document, Signed
from portal.guide.rendering import Print
from portal.search import reading


def document() -> Document:
    """Compose the draft as it would be published now."""
    settings = config.current()
    content = models.content()
    cited = {practice for line in content.advice() for practice in line.practices}
    cards = [card for card in map(reading.maybe_card, cited) if card]
    return compose.compose(
        content,
        cards={card.id: card for card in cards},
        signatures=[Signed(s.side.value, s.name, s.on) for s in models.signatures()],
        district=settings.district.name,
        url=f"{settings.url}/guide",
        invented=settings.district.invented,
    )


def printed() -> Print:
    """Say how the draft comes out on paper: its pages, and the characters that can't be printed."""
    return rendering.printed(document())
