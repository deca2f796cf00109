"""The three kinds of practice and what each one asks; a new kind is one more entry here.

Forms, the preview, cards, the search index and the API are all built from this table.
"""

from dataclasses import dataclass
from enum import StrEnum

TITLE = 120
"""Longest title, in characters."""

LONG = 8000
"""Longest text of a prompt, a workflow or an output, in characters."""

CHECKS = 1000
"""Longest text of a check, in characters."""


class Setting(StrEnum):
    """How the words of a part are set on the page."""

    PROMPT = "prompt"
    """As typed, with {blanks} marked."""
    STEPS = "steps"
    """Markdown."""
    QUOTE = "quote"
    """As typed, what a machine said."""
    CHECK = "check"
    """As typed, beside the ochre line."""
    PLAIN = "plain"
    """As typed."""


@dataclass(frozen=True)
class Part:
    """One text that a kind asks for: its form name, its heading on the page, its question."""

    name: str
    heading: str
    question: str
    hint: str
    missing: str
    """What to do when it is left empty; an empty sentence means that it may be."""
    limit: int
    setting: Setting
    example: str = ""

    @property
    def required(self) -> bool:
        """Say whether the author has to fill it in."""
        return bool(self.missing)


@dataclass(frozen=True)
class Pick:
    """One choice from a list of the vocabulary that a kind asks for."""

    name: str
    """Both the form name and the name of the vocabulary list."""
    heading: str
    question: str
    missing: str
    many: bool


@dataclass(frozen=True)
class Kind:
    """What a practice can be."""

    code: str
    name: str
    many: str
    """What several are called, such as "Prompts"."""
    sign: str
    offer: str
    """What a teacher chooses, such as "A prompt"."""
    ask: str
    """The heading of its form, such as "Share a prompt"."""
    invitation: str
    """What to share under this kind, on the page where a teacher chooses."""
    title_example: str
    parts: tuple[Part, ...]
    body: str
    """Name of the main part."""
    check: str = "checks"
    """Name of the part that tells what the author checks or does now."""
    picks: tuple[Pick, ...] = ()

    @property
    def main(self) -> Part:
        """The part that carries the practice: what an import's `body` becomes."""
        return next(part for part in self.parts if part.name == self.body)

    @property
    def asks_checks(self) -> bool:
        """Say whether this kind asks what the author checks."""
        return any(part.name == "checks" for part in self.parts)


_CHECKS = Part(
    name="checks",
    heading="Check before students see it",
    question="What do you check before anyone sees it?",
    hint=(
        "One honest line helps a colleague more than a perfect prompt. Say what you look at, "
        "and what it tends to get wrong."
    ),
    missing="Say what you check before anyone sees it. One line is enough.",
    limit=CHECKS,
    setting=Setting.CHECK,
    example="I compare all three versions with the article. The easy one drops numbers most often.",
)

PROMPT = Kind(
    code="prompt",
    name="Prompt",
    many="Prompts",
    sign="¶",
    offer="A prompt",
    ask="Share a prompt",
    invitation="Words you give to an AI tool, ready for a colleague to copy.",
    title_example="Three reading levels from one article",
    body="prompt",
    parts=(
        Part(
            name="prompt",
            heading="The prompt",
            question="What do you write to the tool?",
            hint=(
                "Put what changes each time in curly brackets, such as {article} or {grade}. "
                "Your colleague gets a box to fill in for each one."
            ),
            missing="Paste the prompt you use. It can be short.",
            limit=LONG,
            setting=Setting.PROMPT,
            example="Rewrite {article} for grades {low}, {middle} and {high}. Keep every fact.",
        ),
        Part(
            name="when",
            heading="When I use it",
            question="When do you use it?",
            hint="The moment in the week or in the lesson, and what it is good for.",
            missing="Say in one line when you use it.",
            limit=CHECKS,
            setting=Setting.PLAIN,
            example="On Sunday evening, when one article has to serve the whole class.",
        ),
        _CHECKS,
    ),
)

WORKFLOW = Kind(
    code="workflow",
    name="Workflow",
    many="Workflows",
    sign="⇉",
    offer="A workflow",
    ask="Share a workflow",
    invitation="The steps you take, with AI doing some of them.",
    title_example="From a week of drafts to one mini-lesson",
    body="steps",
    parts=(
        Part(
            name="steps",
            heading="The steps",
            question="What are the steps?",
            hint=("Start each step on a new line with 1., 2., 3. Say which steps are yours and which are the tool's."),
            missing="Write down the steps. Three lines can be enough.",
            limit=LONG,
            setting=Setting.STEPS,
            example="1. I take the names out of ten drafts.\n2. I ask for the three most common errors.",
        ),
        _CHECKS,
        Part(
            name="discarded",
            heading="What I threw away",
            question="What did you throw away?",
            hint="If you like: what you tried first, and why you dropped it.",
            missing="",
            limit=LONG,
            setting=Setting.PLAIN,
        ),
    ),
)

CAUGHT = Kind(
    code="caught",
    name="Caught",
    many="Caught outputs",
    sign="✗",
    offer="An output I caught",
    ask="Share what you caught",
    invitation="Something AI got wrong, and how you noticed. No blame: this is the most useful kind.",
    title_example="An answer key with a wrong sign",
    body="output",
    check="now",
    parts=(
        Part(
            name="asked",
            heading="What I asked",
            question="What did you ask for?",
            hint="The gist is enough.",
            missing="Say what you asked the tool for.",
            limit=LONG,
            setting=Setting.PLAIN,
            example="An answer key for ten problems on subtracting negative numbers.",
        ),
        Part(
            name="output",
            heading="What it said",
            question="What did it say?",
            hint="Paste the part that was wrong. Leave out names, even if the tool wrote them.",
            missing="Paste or describe the part that was wrong.",
            limit=LONG,
            setting=Setting.QUOTE,
            example="“−3 − (−5) = −8. Subtracting a negative makes the number smaller.”",
        ),
        Part(
            name="now",
            heading="What I do now",
            question="What do you do now?",
            hint="The check that would catch it next time.",
            missing="Say what you do now, so that a colleague can do it too.",
            limit=CHECKS,
            setting=Setting.CHECK,
            example="I work every key by hand before I print it.",
        ),
    ),
    picks=(
        Pick(
            "wrong",
            "What was wrong",
            "What was wrong?",
            "Choose at least one thing that was wrong.",
            many=True,
        ),
        Pick("found", "How it was found", "How was it found?", "Choose how it was found.", many=False),
        Pick("reach", "How far it got", "How far did it get?", "Choose how far it got.", many=False),
    ),
)

KINDS = {kind.code: kind for kind in (PROMPT, WORKFLOW, CAUGHT)}
"""Every kind by its code, in the order the pages list them."""
