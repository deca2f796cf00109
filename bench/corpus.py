"""Invented practices in any number, from one seed, and the sixty questions that the benchmarks ask of them.

A practice is about one of sixty topics. Its words come by Zipf's law from three lists: what its topic is about, what
any teacher writes, and words made of syllables that grow in number with the corpus. 197 of them are the mean,
and some texts have several times as many. Card n is the same in a corpus of any size.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate
from urllib.parse import parse_qsl

from portal.district import ROOT
from portal.editions import naming
from portal.search import synonyms
from portal.search.card import Card, Caution, Reports
from portal.search.criteria import Criteria, parse
from portal.vocabulary import words

SEED = 6
SIZES = (1_000, 10_000, 100_000)

VOCABULARY = words.read(ROOT / "seed" / "vocabulary.json")

KNOWN = naming.known(VOCABULARY, synonyms.read(ROOT / "seed" / synonyms.NAME))

labels = partial(naming.label, VOCABULARY)
"""Gives the words of a card's label."""

_QUESTIONS = """
q=fractions
q=students
q=feedback&subject=english
q=photosynthesis
q=rubric&level=holding-up&level=official
q=worksheet&grade=07
q=denominator&grade=3-5
q=debate&kind=prompt
q=vocabulary&language=es
q=fracciones
q=newsletter&task=families
q=quiz&tool=chatgpt&tool=gemini
q=thesis&grade=9-12
q=accommodations&subject=special-ed
q=lesson&minutes=30
q=telescope
q=reading&guide=yes
q=algorithm&subject=computing&grade=10
q=melody
q=irrigation
q=interview&kind=caught&kind=workflow
q=attendance&task=admin
q=exit+ticket
q=word+problems&subject=math
q=reading+levels&grade=6-8
q=lab+report
q=parent+email&language=en
q=spelling+list&grade=pk-2
q=feedback+drafts&kind=workflow
q=answer+key&level=tried
q=students+questions
q=students+write&subject=english&grade=08
q=primary+source
q=photosynthesis+diagram&subject=science
q=cuentos+vocabulario
q=check+numbers&tool=copilot
q=lesson+plan&task=prep&level=shared
q=fractions+recipes
q=grammar+mistakes&language=es
q=timeline+causes&grade=11&grade=12
q=budget+spreadsheet
q=sentence+frames&subject=eld
q=rhythm+practice
q=safety+poster&subject=pe-health
q=ask+questions+text
q=students+read+aloud
q=three+reading+levels&grade=07
q=word+problems+fractions
q=lab+report+conclusion&subject=science&grade=9-12
q=thesis+evidence+paragraph&kind=prompt
q=parent+email+tone&task=families
q=carta+familias+tarea
q=answer+key+wrong&kind=caught
q=lesson+plan+check&minutes=15
q=%22exit+ticket%22
q=%22word+problems%22&grade=3-5
q=%22primary+source%22+timeline
q=fractions+telescope
q=melody+irrigation+thesis
q=quiz+-fractions&subject=math
"""

QUESTIONS = _QUESTIONS.split()
"""One to three words, half of them with filters; a few in quotation marks, two that hardly any text holds whole."""


def questions() -> list[Criteria]:
    """Read the questions as the page reads them."""
    return [parse(parse_qsl(each), KNOWN) for each in QUESTIONS]


def cards(size: int, seed: int = SEED) -> Iterator[Card]:
    """Invent so many practices, one after the other."""
    chance = random.Random(seed)  # noqa: S311 - a draw that comes again
    for number in range(size):
        yield _card(number, chance)


# --- What practices are about: a subject, and its words, the most frequent first. Two words stand together.

_TOPICS = """
math: fractions, word problems, denominator, equivalent, number line, recipes, halves, numerator
math: equation, answer key, variable, slope, graph, intercept, balance, unknown
math: percent, discount, ratio, proportion, price, sale, tax, interest
math: geometry, angle, proof, triangle, congruent, area, perimeter, compass
math: statistics, median, outlier, sample, histogram, survey, spread, mean
math: multiplication, times tables, arrays, facts, fluency, skip counting, product, factor
english: reading levels, article, passage, summary, main idea, sentence length, easier, version
english: thesis, evidence, paragraph, claim, essay, counterclaim, citation, draft
english: poem, imagery, metaphor, stanza, rhyme, line breaks, haiku, voice
english: drafts, revision, conference, feedback, peer review, comments, sample, strengths
english: grammar, mistakes, comma, sentence, fragment, agreement, mini lesson, tense
english: novel, character, chapter, theme, discussion, book club, conflict, narrator
english: spelling list, phonics, decodable, vowel, blends, sound, letters, rhyming
english: debate, both sides, argument, rebuttal, speaker, evidence, motion, timer
science: photosynthesis, leaf, diagram, chlorophyll, sunlight, plant cell, glucose, oxygen
science: lab report, conclusion, hypothesis, measurement, error, procedure, variable, data
science: telescope, planet, orbit, moon phases, gravity, star, eclipse, scale
science: ecosystem, food web, predator, habitat, species, energy, decomposer, wetland
science: circuit, battery, current, resistor, bulb, series, switch, voltage
science: chemistry, balanced equations, atom, periodic, reaction, bond, molecule, acid
science: weather, forecast, humidity, front, climate graph, storm, pressure, cloud
social-studies: primary source, timeline, letter, bias, causes, archive, soldier, diary
social-studies: constitution, amendment, court, branches, election, mock trial, rights, vote
social-studies: map, region, river, migration, trade route, latitude, border, population
social-studies: revolution, causes, treaty, empire, timeline, colony, protest, leader
social-studies: economy, supply, demand, market, budget, opportunity cost, tax, scarcity
arts: melody, rhythm, choir, practice log, tempo, notation, rehearsal, song
arts: painting, perspective, sketch, color wheel, portrait, critique, texture, gallery
arts: theater, monologue, stage directions, scene, improvise, costume, rehearsal, audience
languages: vocabulary, conjugation, dialogue, travel, restaurant role, verbs, listening, accent
languages: cuentos, vocabulario, lectura guiada, preguntas, personaje, oraciones, dibujo, palabras
languages: pronunciation, tongue twisters, intonation, recording, minimal pairs, stress, syllable, rhythm
pe-health: safety poster, warm up, heart rate, stretching, teamwork, relay, injury, nutrition
pe-health: nutrition, food label, sleep, stress, habits, calories, water, decision
computing: algorithm, loop, debugging, pseudocode, flow chart, function, variable, error message
computing: spreadsheet, formula, chart, cell, data entry, budget, sort, column
computing: password, phishing, privacy, digital footprint, bot, deepfake, source, search
media: interview, headline, podcast, news story, editor, caption, quote, broadcast
media: video, storyboard, script, camera angle, voiceover, edit, transition, credits
business: resume, cover letter, interview, job, skills, employer, portfolio, reference
business: marketing, slogan, logo, target customer, advertisement, brand, pitch, survey
health-care: patient, vital signs, chart, hygiene, terms, case study, triage, empathy
agriculture: irrigation, soil sample, crop, harvest, fertilizer, greenhouse, livestock, season
human-services: child care, toddler, routine, menu, budget, community, volunteer, play
engineering: bridge, design brief, prototype, load, blueprint, test, material, constraint
engineering: robot, sensor, motor, wiring diagram, program, gear, challenge, obstacle
eld: sentence frames, word bank, gestures, newcomer, picture dictionary, home language, speaking, cognate
eld: cognates, glossary, bilingual list, reading, translation, audio, retell, partner
special-ed: accommodations, progress notes, goal, checklist, break, visual schedule, behavior, objective
special-ed: social story, routine, transition, calm corner, picture, prompt, steps, sensory
library: catalog, book talk, citation, shelf, research question, database, genre, display
counseling: parent email, meeting, tone, agenda, resources, conflict, listening, referral
any: exit ticket, quiz, misconception, question, review game, check, multiple choice, recap
any: newsletter, family night, calendar, reminder, event, volunteers, permission slip, translation
any: seating, group roles, norms, timer, transition, jigsaw, discussion, signal
any: attendance, sub plans, schedule, roster, missing work, log, report, spreadsheet
any: rubric, criteria, exemplar, score, self assessment, portfolio, level, comments
any: lesson plan, objective, warm up, closing, standards, pacing, unit, outline
math: fracciones, recta numérica, denominador, problemas, mitad, receta, cuarto, dibujo
any: carta, familias, tarea en casa, reunión, maestra, calendario, aviso, firma
"""

_GENERAL = """
students lesson ask write read text class check questions answer make list use give words question minutes
teacher time example page work sentences need find grade help show plan start keep change story numbers copy
week unit paste first new hard easy simple different same group explain short long better common worksheet
reading level wrong right facts line day next add every own practice learn think tell three two five ten
people place part problem idea names version table steps review homework project standard topic year print
month compare choose describe sort label match discuss present underline circle highlight translate repeat aloud
"""
_SMALL = "the a to and of i it for in that is with they my not one on me as then before each or but what so"

_GENERAL_SPANISH = """
estudiantes clase texto palabras escribir leer preguntas maestra ejemplo lista grado ayuda tiempo respuesta
versión corto fácil semana página trabajo idea familia casa niños nuevo primero cambio explicar tabla revisar
"""
_SMALL_SPANISH = "de la que el en y a los se del las un por con una para no es lo mi"

_LARGEST = 40_000
"""Words made of syllables."""

_SYLLABLES = [first + vowel for first in "bdfgklmnprstvz" for vowel in "aeiou"]


class _Zipf:
    """A list of words of which the first is drawn most often, the second half as often, and so on."""

    def __init__(self, entries: Sequence[str]) -> None:
        self.entries = entries
        self.weights = list(accumulate(1 / place for place in range(2, len(entries) + 2)))

    def draw(self, many: int, chance: random.Random) -> list[str]:
        return chance.choices(self.entries, cum_weights=self.weights, k=many)


@dataclass(frozen=True)
class _Topic:
    subject: str
    words: _Zipf
    general: _Zipf
    small: _Zipf
    language: str


def _made(number: int) -> str:
    """Make one word of two or three syllables and an ending; each number has its own."""
    number, ending = divmod(number, 4)
    number, first = divmod(number, len(_SYLLABLES))
    third, second = divmod(number, len(_SYLLABLES))
    return (
        _SYLLABLES[first] + _SYLLABLES[second] + (_SYLLABLES[third - 1] if third else "") + ("n", "k", "l", "m")[ending]
    )


def _topics() -> list[_Topic]:
    english = _Zipf(_GENERAL.split()), _Zipf(_SMALL.split()), "en"
    spanish = _Zipf(_GENERAL_SPANISH.split()), _Zipf(_SMALL_SPANISH.split()), "es"
    found = []
    for line in _TOPICS.strip().splitlines():
        subject, _, listed = line.partition(": ")
        own = listed.split(", ")
        # Behind what it is about, each topic has three hundred words more, some of which others have as well.
        more = [_made(number * 17 + len(found) * 1_009 % _LARGEST) for number in range(300)]
        is_spanish = own[0] in {"fracciones", "cuentos", "carta"}
        found.append(_Topic(subject, _Zipf(own + more), *(spanish if is_spanish else english)))
    return found


TOPICS = _topics()
_STRANGE = _Zipf([_made(number) for number in range(_LARGEST)])
_GRADES = tuple(code for grades in KNOWN.bands.values() for code in grades)
_PARTS = {"prompt": ("prompt", "when", "checks"), "workflow": ("steps", "checks"), "caught": ("asked", "output", "now")}
_TASKS = _Zipf(VOCABULARY.codes("tasks"))
_TOOLS = _Zipf(VOCABULARY.codes("tools"))
_OTHER_LANGUAGES = _Zipf(("fr", "vi", "ko", "zh", "ar"))


def _card(number: int, chance: random.Random) -> Card:
    topic = TOPICS[_evened(number, chance)]
    kind = chance.choices(("prompt", "workflow", "caught"), (60, 28, 12))[0]
    length = max(40, round(chance.gammavariate(3, 63)))
    text = _words(topic, length, chance)
    parts = _PARTS[kind]
    cuts = [0, *sorted(round(length * share) for share in _shares(len(parts), chance)), len(text)]
    reports = _reports(chance)
    return Card(
        id=f"{chance.getrandbits(64):016x}",
        kind=kind,
        title=" ".join([*topic.words.draw(2, chance), *topic.general.draw(2, chance)]).capitalize(),
        words={name: _set(text[start:end], chance) for name, start, end in zip(parts, cuts, cuts[1:], strict=False)},
        subject=_subject(topic, chance),
        grade=_grade(chance),
        task=_TASKS.draw(1, chance)[0],
        tool=tuple(dict.fromkeys(_TOOLS.draw(chance.choice((0, 1, 1, 1, 2)), chance))),
        language=topic.language if chance.random() < 0.98 else _OTHER_LANGUAGES.draw(1, chance)[0],
        minutes=chance.choice((None, None, 5, 10, 15, 20, 30, 45, 60, 90, -10)),
        level=_level(reports, chance),
        guide=number % 50 == 7,
        imported=number % 40 == 0,
        edition=1 + number // 250,
        reports=reports,
    )


def _evened(number: int, chance: random.Random) -> int:
    """Choose a topic: some are three times as frequent as others."""
    return number % len(TOPICS) if chance.random() < 0.5 else min(chance.randrange(len(TOPICS)) for _ in range(2))


def _words(topic: _Topic, many: int, chance: random.Random) -> list[str]:
    """Draw words of a text: of a hundred, forty small ones, thirty of any practice, twenty of the topic, ten rare."""
    small, general, own = (round(many * share) for share in (0.4, 0.3, 0.2))
    drawn = topic.small.draw(small, chance) + topic.general.draw(general, chance) + topic.words.draw(own, chance)
    drawn += _STRANGE.draw(max(many - len(drawn), 0), chance)
    chance.shuffle(drawn)
    return drawn


def _shares(parts: int, chance: random.Random) -> list[float]:
    """Say where one part of a text ends and the next begins."""
    return [place + chance.uniform(-0.06, 0.06) for place in {2: (0.75,), 3: (0.6, 0.78)}[parts]]


def _set(text: Sequence[str], chance: random.Random) -> str:
    """Set words in sentences, some of them on a line of their own."""
    found, at = [], 0
    while at < len(text):
        long = chance.randrange(6, 17)
        found.append(" ".join(text[at : at + long]).capitalize() + chance.choice((". ", ". ", ". ", "? ", ".\n")))
        at += long
    return "".join(found).rstrip()


def _subject(topic: _Topic, chance: random.Random) -> tuple[str, ...]:
    other = chance.choice(KNOWN.of("subject"))
    return tuple(dict.fromkeys((topic.subject, other))) if chance.random() < 0.1 else (topic.subject,)


def _grade(chance: random.Random) -> tuple[str, ...]:
    drawn = chance.random()
    if drawn < 0.15:
        return ("UG",)
    if drawn < 0.6:
        return (chance.choice(tuple(KNOWN.bands)),)
    at = chance.randrange(len(_GRADES))
    return _GRADES[at : at + (2 if drawn > 0.85 else 1)]


def _reports(chance: random.Random) -> Reports:
    if chance.random() < 0.6:
        return Reports()
    worked, changes, did_not = chance.randrange(8), chance.randrange(5), chance.choice((0, 0, 0, 1, 2))
    cautions = (Caution("fact", serious=False, reports=1),) if did_not else ()
    minutes = chance.choice((None, 10, 20, 25, 40))
    return Reports(worked, changes, did_not, occasions=1 + worked // 3, minutes=minutes, cautions=cautions)


def _level(reports: Reports, chance: random.Random) -> str:
    if reports.total < 3:
        return "shared"
    if chance.random() < 0.05:
        return "official"
    return "holding-up" if reports.total > 8 and not reports.did_not else "tried"
