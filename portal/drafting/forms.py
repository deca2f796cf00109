"""What editors type: the draft's frame and its lines."""

import re
from typing import Any

from flask import request
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import SelectField, StringField, TextAreaField

from portal.drafting.rules import branch
from portal.guide.content import MOST_QUESTIONS, Advice, Content, Frame
from portal.guide.document import Question
from portal.web.fields import AtMost, Filled
from portal.web.markup import plain

PLACE = 400
LONG = 2000


def _plain(value: str | None) -> str:
    return plain(value or "")


def _line(question: str, *more: Any, hint: str = "", limit: int = PLACE) -> StringField:  # noqa: ANN401
    return StringField(question, [*more, AtMost(limit)], filters=[_plain], description=hint)


def _text(question: str, *more: Any, hint: str = "", limit: int = PLACE) -> TextAreaField:  # noqa: ANN401
    return TextAreaField(question, [*more, AtMost(limit)], filters=[_plain], description=hint)


class LineForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """One recommendation or caution."""

    class Meta:
        """The token is checked for all of /staff at once."""

        csrf = False

    task = SelectField("Which job does it help with?", validate_choice=False)
    heading = _line("Heading", Filled("Give the line a heading, such as “Three levels from one text”."), limit=120)
    when = _text("When", hint="The moment it is for, in one sentence.")
    do = _text("Do", hint="What to do, in one or two sentences.")
    check = _text("Check", hint="What to check before anyone sees it.")
    reason = _text(
        "Why do you stand behind it?",
        hint="One or two sentences, such as what reports showed. It is printed with each practice it rests on.",
    )
    practices = _text(
        "Practices it rests on",
        Filled("Name at least one practice by its id."),
        hint="Ids as in the addresses of their pages, one on each line.",
        limit=LONG,
    )

    def advice(self) -> Advice:
        """Give the line as it was typed."""
        return Advice(
            heading=self.heading.data,
            when=self.when.data,
            do=self.do.data,
            check=self.check.data,
            practices=tuple(re.findall(r"[0-9a-f]{20}", self.practices.data)),
            task=self.task.data or "",
            reason=self.reason.data,
        )


class FrameForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Everything around the lines. The questions of the tree are plain inputs, read by `tree_typed`."""

    class Meta:
        """The token is checked for all of /staff at once."""

        csrf = False

    audience = _text("Who is it for?", hint="One sentence.")
    sentence = _text("Main sentence", hint="If people remember one thing, it is this.")
    never_paste = _text("Never paste", hint="One thing on each line.", limit=LONG)
    promise = _text("What we promise", hint="One promise on each line.", limit=LONG)
    made = _text("How this was made", limit=LONG)
    contact = _line("Who to ask")
    change = _line("What changed since the last issue")
    review_by = _line("Review by", hint="A date within twelve months, such as 2027-05-31.", limit=10)

    def frame(self) -> Frame:
        """Give the frame as it was typed."""
        return Frame(
            audience=self.audience.data,
            sentence=self.sentence.data,
            tree=tree_typed(),
            never_paste=_lines(self.never_paste.data),
            promise=_lines(self.promise.data),
            made=self.made.data,
            contact=self.contact.data,
            change=self.change.data,
            review_by=self.review_by.data,
        )


def tree_typed() -> tuple[Question, ...]:
    """Read the questions that were typed, leaving out rows that are empty."""
    questions = []
    for number in range(1, MOST_QUESTIONS + 1):
        text, yes, no = (plain(request.form.get(f"{name}-{number}", "")) for name in ("question", "yes", "no"))
        if not (text or yes or no):
            continue
        questions.append(
            Question(
                number,
                text,
                branch(yes, request.form.get(f"yes-next-{number}", "")),
                branch(no, request.form.get(f"no-next-{number}", "")),
            )
        )
    return tuple(questions)


def frame_values(content: Content) -> MultiDict[str, str]:
    """Give the frame's form values of the stored draft."""
    return MultiDict(
        {
            "audience": content.audience,
            "sentence": content.sentence,
            "never_paste": "\n".join(content.never_paste),
            "promise": "\n".join(content.promise),
            "made": content.made,
            "contact": content.contact,
            "change": content.change,
            "review_by": content.review_by,
        }
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip().lstrip("-•* ").strip() for line in text.splitlines() if line.strip())
