"""The endings of Spanish words, taken off words that have lost their accents already.

Number, gender, the common forms of regular verbs and the nouns made of them meet: familia and familias, maestro and
maestra, evaluar, evaluamos and evaluación. Apart stay forms that differ inside (corregir and corrige, hacer and
hecho), nouns in -sión (revisar and revisión), and the forms that only an accent tells (evaluaré, evaluaría). An ñ is
an n, so año and ano are one word.
"""

import re

from snowballstemmer.spanish_stemmer import SpanishStemmer

_BEFORE = (
    (re.compile(r"(?<=\w)enes$"), "en"),  # exámenes
    (re.compile(r"(?<=[dt])ades$"), "ad"),  # dificultades
    (re.compile(r"(?<=\w)eas$"), "ea"),  # tareas
    (re.compile(r"^lee[nrs]$"), "lee"),
    (re.compile(r"logias?$"), "logía"),
    (re.compile(r"zzes$"), "z"),  # quizzes, which teachers write in Spanish, too
)
"""Endings that the stemmer takes off unlike those of their kin, or knows only with an accent."""

_AFTER = (
    (re.compile(r"(?<=[bcdfgklmnprt])s$"), ""),  # tickets
    (re.compile(r"(?<=\wif)ic$"), ""),  # calificar, beside califica
    (re.compile(r"(?:z|qu)$"), "c"),  # lápiz and lápices, explique and explicar
)
"""What it leaves at the end of some words and not of their kin."""


def stem(plain: str) -> str:
    """Take the ending off a word in small letters without accents."""
    for ending, other in _BEFORE:
        plain = ending.sub(other, plain)
    # A stemmer holds the word it works on, so that threads must not share one.
    plain = SpanishStemmer().stemWord(plain)
    for ending, other in _AFTER:
        plain = ending.sub(other, plain)
    return plain
