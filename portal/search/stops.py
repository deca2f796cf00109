"""Words of a query that tell nothing of what is looked for, as long as others do."""

from collections.abc import Sequence

from portal.search.forms import ENGLISH, SPANISH

STOPS = {
    ENGLISH: frozenset(
        """
        a about after all also am an and any are as at be because been but by can could did do does dont for from
        had has have he her him his how i if im in into is it its ive just let lets may me more my no not of on one
        or our out please s she should so some t than that the their them then there these they this those to too up
        us was we were what when where which who why will with would you your
        """.split()  # noqa: SIM905 - a hundred quotation marks would hide the list
    ),
    SPANISH: frozenset(
        """
        al algo alguna algunas algunos ante como con cual cuando de del desde donde e el ella ellas ellos en entre es
        esa esas ese eso esos esta estas este esto estos estoy fue ha hacia han hasta la las le les lo los mas me mi
        mis muy ni no nos o para pero por porque que quiero se ser si sobre su sus te tengo tu tus u un una unas uno
        unos y ya yo
        """.split()  # noqa: SIM905 - the same
    ),
}
"""Words that stand in every text of a language, without accents."""

_FILLERS = frozenset(
    """
    ai best could good great help helping helpful helps ia idea ideas looking need needed needs
    someone something thing things tip tips try trying want wanted wants way ways
    ayuda ayudame ayudar buscar busco forma hacer idea ideas manera necesito puedo quisiera
    """.split()  # noqa: SIM905 - the same
)
"""What teachers type around what they look for; and every practice is about AI."""

_LIGHT = frozenset(
    """
    build building class classes classroom create creating do doing easy generate generating get getting give giving kid
    kids make making put quick quickly student students teach teacher teachers teaching use used using work working
    write writing
    alumno alumnos clase clases crear dar escribir estudiante estudiantes hago maestra maestro maestros usar uso
    """.split()  # noqa: SIM905 - the same
)
"""What may be looked for, but not where two other words tell it better."""

_EITHER = STOPS[ENGLISH] | STOPS[SPANISH]
_NOTHING = _EITHER | _FILLERS
_LITTLE = _NOTHING | _LIGHT

_ENOUGH = 2
"""Words that tell what is looked for without any light one."""


def says_little(plain: str) -> bool:
    """Say whether a word is one of these; then it was hardly misspelt."""
    return plain in _LITTLE


def says_nothing(plain: str) -> bool:
    """Say whether a word alone asks for nothing."""
    return plain in _NOTHING


def telling(plains: Sequence[str], *, besides: int = 0) -> list[bool]:
    """Say of each word whether it counts: stop words, fillers and light words only where little else is asked."""
    kept = [True] * len(plains)
    for empty, least in ((_EITHER, 1), (_NOTHING, 1), (_LITTLE, _ENOUGH)):
        left = [keep and plain not in empty for plain, keep in zip(plains, kept, strict=True)]
        if sum(left) + besides >= least:
            kept = left
    return kept
