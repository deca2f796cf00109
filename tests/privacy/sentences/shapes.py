"""The shapes in which teachers write what points at them: one draw at a time, nothing of it real.

Numbers of telephones are those kept for fiction (555-01xx), addresses end in domains kept for examples.
"""

import random
import string
from collections.abc import Callable

from privacy.sentences.district import SCHOOLS, WORDS

Draw = Callable[[random.Random, str], str]
"""Draw one, in the language of the sentence around it. Words before a bar only lead up to it: "the |Kestrels"."""

_WITH_ARTICLE = {"Mighty Otters", "Kestrels", "Lady Herons", "Millpond Market", "Dockside Diner", "Sturgeon Bowl"}

_GIVEN = ("ana", "ben", "carla", "deb", "eli", "gus", "hana", "ivan", "jo", "kim", "luz", "mo", "omar", "rosa", "sam")
_FAMILY = (
    "abbot",
    "baker",
    "cruz",
    "dunn",
    "flores",
    "gray",
    "hale",
    "ito",
    "kahn",
    "moua",
    "ng",
    "ortiz",
    "reed",
    "vu",
)
_DOMAINS = (
    "harbor.example.org",
    "lakeview.example.org",
    "students.harbor.example.org",
    "k12.example.edu",
    "example.com",
    "mail.example.net",
)
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
_ORDINALES = ("primera", "segunda", "tercera", "cuarta", "quinta", "sexta", "séptima", "octava")
_MASCULINE = ("primer", "segundo", "tercer", "cuarto", "quinto", "sexto", "séptimo", "octavo")


def email(chance: random.Random, language: str) -> str:
    given, family, domain = chance.choice(_GIVEN), chance.choice(_FAMILY), chance.choice(_DOMAINS)
    user = chance.choice(
        (
            f"{given}.{family}",
            f"{given[0]}{family}",
            f"{family}{chance.randint(2, 99)}",
            f"{given}_{family}",
            f"{given}-{family}",
            f"{given.title()}.{family.title()}",
            f"{given}.{family}+class",
            f"ms{family}",
            f"{chance.randint(24, 33)}{family}{given[0]}",
        )
    )
    shapes = [f"{user}@{domain}"] * 30
    shapes += [f"{user.upper()}@{domain.upper()}", f"@{chance.choice(_DOMAINS[:3])}", f"{user} @ {domain}"]
    shapes += [f"{user}(at){domain}", f"{user} [at] {domain}"]
    shapes += [f"{user} {'arroba' if language == 'es' else 'at'} {domain}"]
    return chance.choice(shapes)


def phone(chance: random.Random, language: str) -> str:
    area, line, inside = chance.randint(201, 979), f"01{chance.randint(0, 99):02}", chance.randint(101, 8999)
    shapes = [
        f"({area}) 555-{line}",
        f"({area})555-{line}",
        f"{area}-555-{line}",
        f"{area}.555.{line}",
        f"{area} 555 {line}",
        f"{area}555{line}",
        f"+1 {area} 555 {line}",
        f"+1{area}555{line}",
        f"1-{area}-555-{line}",
        f"555-{line}",
        f"({area}) 010-{chance.randint(1000, 9999)}",
        f"{area}/555-{line}",
        f"{area}-555-{line} ext. {inside}",
        f"{area}-555-{line} x{inside}",
        f"ext. {inside}",
    ]
    shapes += (
        [f"extensión {inside}", f"ext {inside}", f"tel. {area} 555 {line}"]
        if language == "es"
        else [f"ext {inside}", f"x{inside}", f"extension {inside}", f"Ext. {inside}", f"extension #{inside}"]
    )
    return chance.choice(shapes)


def number(chance: random.Random, language: str) -> str:
    digits = "".join(chance.choices("123456789", k=chance.choice((6, 6, 7, 8, 8, 9, 10))))
    short = chance.randint(10000, 99999)
    spanish = [
        f"matrícula {digits}",
        f"número de estudiante {digits}",
        f"número de alumno {digits}",
        f"el |alumno #{digits}",
        f"ID de estudiante {digits}",
        f"número de empleado {short}",
        f"matricula {digits}",
    ]
    english = [
        f"student ID {digits}",
        f"student id {digits}",
        f"Student ID: {digits}",
        f"student ID number {digits}",
        f"student number {digits}",
        f"student #{digits}",
        f"ID number {digits}",
        f"ID no. {digits}",
        f"lunch number {short}",
        f"employee ID {short}",
        f"employee number {short}",
        f"state ID {digits}",
        f"ID {chance.choice('STE')}{digits}",
        f"SSN 000-{chance.randint(10, 99)}-{chance.randint(1000, 9999)}",
    ]
    return chance.choice(
        (spanish if language == "es" else english) + [f"ID {digits}", f"ID# {digits}", f"#{digits}", f"ID: {digits}"]
    )


def link(chance: random.Random, language: str) -> str:
    def key(length: int) -> str:
        return "".join(chance.choices(string.ascii_letters + string.digits, k=length))

    family = chance.choice(_FAMILY)
    bare = chance.choice(
        (
            f"docs.google.com/document/d/{key(18)}/edit",
            f"docs.google.com/forms/d/e/{key(14)}/viewform?usp=sf_link",
            f"docs.google.com/presentation/d/{key(18)}/edit#slide=id.p",
            f"drive.google.com/file/d/{key(16)}/view",
            f"classroom.google.com/c/{key(12)}",
            f"sites.google.com/view/ms{family}-science",
            f"bit.ly/3{key(6)}",
            f"tinyurl.com/{family}{chance.randint(2, 99)}",
            f"forms.gle/{key(12)}",
            f"www.youtube.com/watch?v={key(11)}",
            f"youtu.be/{key(11)}",
            f"padlet.com/ms{family}/{key(8)}",
            f"www.canva.com/design/{key(10)}/view",
            f"quizlet.com/{chance.randint(100, 999)}{chance.randint(100, 999)}/unit-two-flash-cards/",
            f"www.harbor.example.org/staff/{family}",
            f"harbor.example.org/~{family}/",
            f"chatgpt.com/share/{key(8)}-{key(4)}",
            f"kahoot.it/challenge/{key(8)}",
            f"www.ms{family}.example.com",
            f"linktr.ee/ms{family}",
        )
    )
    return chance.choice(("https://", "https://", "http://", "", "", "")) + bare


def room(chance: random.Random, language: str) -> str:
    digits, small, letter = chance.randint(100, 389), chance.randint(1, 40), chance.choice("ABCDE")
    code = chance.choice((f"{letter}-{small}", f"{letter}{small}", f"{letter}{digits}", f"{small}{letter}"))
    if language == "es":
        words = ("salón", "salon", "Salón", "aula", "el |salón", "el |aula", "el |cuarto", "Room", "rm")
        shapes = [f"{word} {which}" for word in words for which in (digits, small, code)]
        shapes += [f"el |salón #{small}", f"el |portátil {small}", f"salón número {small}"]
        return chance.choice(shapes)
    words = ("Room", "room", "rm", "Rm.", "rm.", "RM", "classroom", "Rm")
    shapes = [f"{word} {which}" for word in words for which in (digits, small, code)]
    shapes += [f"Room #{small}", f"room #{digits}", f"Rm #{small}", f"room number {small}", f"Portable {small}"]
    shapes += [
        f"portable {small}",
        f"Bldg {letter} room {small}",
        f"room no. {small}",
        f"rm{digits}",
        f"room {letter} {small}",
    ]
    return chance.choice([*shapes, f"{letter}-{small}", f"{letter}-{digits}"])


def period(chance: random.Random, language: str) -> str:
    which = chance.randint(1, 8)
    suffix = {1: "st", 2: "nd", 3: "rd"}.get(which, "th")
    if language == "es":
        ordinal, masculine = _ORDINALES[which - 1], _MASCULINE[which - 1]
        short = {1: "1er", 3: "3er"}.get(which, f"{which}o")
        shapes = [f"{ordinal} hora", f"{masculine} periodo", f"{masculine} período", f"{masculine} bloque"]
        shapes += [f"{short} periodo", f"{which}a hora", f"{which}ª hora", f"{which}.º periodo", f"{which}º periodo"]
        shapes += [f"periodo {which}", f"período {which}", f"bloque {which}", f"la |{ordinal} hora", f"P{which}"]
        return chance.choice(shapes)
    ordinal = _ORDINALS[which - 1]
    shapes = [f"{which}{suffix} {word}" for word in ("period", "period", "hour", "block", "Period", "per.", "per")]
    shapes += [f"{ordinal} {word}" for word in ("period", "period", "hour", "block")]
    shapes += [f"{word} {which}" for word in ("period", "Period", "per.", "Per", "block", "Block", "Hour")]
    shapes += [f"P{which}", f"P{which}", f"Pd. {which}", f"pd {which}", f"Period #{which}"]
    return chance.choice([*shapes, f"{chance.choice('ABCD')} block", f"block {chance.choice('ABCD')}", f"p{which}"])


def school(chance: random.Random, language: str) -> str:
    name = chance.choice(sorted(SCHOOLS))
    short = chance.choice((name, *SCHOOLS[name]))
    shapes = [short, short, short]
    if language == "es":
        shapes += [f"la |{short}", f"la escuela |{short}"]
    if " " in short:
        shapes.append(short.lower())
    if not short.isupper() and "." not in short:
        shapes.append(short.upper())
    return chance.choice(shapes)


def local(chance: random.Random, language: str) -> str:
    word = chance.choice(WORDS)
    shapes = [word, word, word, word.replace("'", "’"), word.upper()]
    if " " in word:
        shapes.append(word.lower())
    article = ("los |" if word.endswith("s") else "el |") if language == "es" else "the |"
    return (article if word in _WITH_ARTICLE else "") + chance.choice(shapes)


DRAWS: dict[str, Draw] = {
    "email": email,
    "phone": phone,
    "id": number,
    "link": link,
    "room": room,
    "period": period,
    "school": school,
    "local": local,
}
