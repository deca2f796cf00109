"""The endings of Spanish words, taken off words that have lost their accents already.

Number, gender, the regular forms of verbs and the nouns made of them meet: familia and familias, maestro and
maestra, evaluar, evaluamos and evaluación. What changes inside stays apart: corregir and corrige, hacer and hecho,
escribir and escrito. An ñ is an n, so año and ano are one word.
"""

import re

from snowballstemmer.spanish_stemmer import SpanishStemmer

_BEFORE = (
    (re.compile(r"(?<=\w)enes$"), "en"),  # exámenes: the stemmer leaves examen and examenes apart
    (re.compile(r"(?<=\w\w)icacion(?:es)?$"), "icar"),  # calificación: it would take more off than off calificar
    (re.compile(r"logias?$"), "logía"),
)
"""Endings that the stemmer treats unlike their kin, or knows only with an accent."""

_AFTER = (
    (re.compile(r"(?<=[bcdfgklmnprt])s$"), ""),  # tickets: borrowed words
    (re.compile(r"(?:z|qu)$"), "c"),  # lápiz and lápices, explique and explicar
)
"""What is left at the end of a stem although its kin lack it."""


def stem(plain: str) -> str:
    """Take the ending off a word in small letters without accents."""
    for ending, other in _BEFORE:
        plain = ending.sub(other, plain)
    # A stemmer holds the word it works on, so that threads must not share one.
    plain = SpanishStemmer().stemWord(plain)
    for ending, other in _AFTER:
        plain = ending.sub(other, plain)
    return plain
