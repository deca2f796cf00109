"""Tool changes, cautions answered, rulings, history, refusals, and answers about what is allowed off each row."""

import json
from collections import Counter

import sqlalchemy as sa
from alembic import op
from alembic.util import CommandError

from portal.anonymity.labels import band_of
from portal.db import forever
from portal.vocabulary import words

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_SIDE = sa.Enum("curriculum", "union", "admin", name="role", native_enum=False, length=20)

_KEPT = ("issue", "number"), ("refusal", "id"), ("tool_change", "number")


def upgrade() -> None:
    """Go up."""
    _of_the_guide()
    _of_evidence()
    op.create_table(
        "allowed_count",
        sa.Column("axis", sa.String(length=10), nullable=False),
        sa.Column("place", sa.String(length=40), nullable=False),
        sa.Column("task", sa.String(length=40), nullable=False),
        sa.Column("yes", sa.Integer(), nullable=False),
        sa.Column("others", sa.Integer(), nullable=False),
        sa.Column("new_yes", sa.Integer(), nullable=False),
        sa.Column("new_others", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("axis", "place", "task", name=op.f("pk_allowed_count")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "gap_page",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gap_page")),
        sqlite_with_rowid=False,
    )
    _count_what_is_allowed()
    # What an edition holds changed: readers see the guide again as soon as the next one is built.
    op.execute("UPDATE snapshot SET wanted = max(wanted, current) + 1 WHERE current > 0")
    for table, key in _KEPT:
        for statement in forever(table, key):
            op.execute(statement)


def downgrade() -> None:
    """Go down, unless something would go that is kept for good."""
    for table in ("refusal", "tool_change"):
        if op.get_bind().scalar(sa.text(f"SELECT count(*) FROM {table}")):  # noqa: S608 - our own names
            raise CommandError(f"There are rows in {table}. They stay, so the database does not go below 0003.")
    for table, _ in _KEPT:
        for verb in ("update", "delete", "replace"):
            op.execute(f"DROP TRIGGER {table}_no_{verb}")
    for table in (
        "gap_page",
        "allowed_count",
        "ruling",
        "caution_answer",
        "not_taken",
        "unclear",
        "tool_change",
        "refusal",
        "draft_revision",
    ):
        op.drop_table(table)
    for table, column in (
        ("signature", "reset_on"),
        ("signature", "by"),
        ("issue", "changes_seen"),
        ("recommendation", "seen_change"),
        ("recommendation", "reason"),
        ("guide_draft", "waived"),
    ):
        with op.batch_alter_table(table) as batch:
            batch.drop_column(column)


def _of_the_guide() -> None:
    with op.batch_alter_table("guide_draft") as batch:
        batch.add_column(sa.Column("waived", sa.JSON(), nullable=False, server_default="[]"))
    with op.batch_alter_table("recommendation") as batch:
        batch.add_column(sa.Column("reason", sa.Text(), nullable=False, server_default=""))
        batch.add_column(sa.Column("seen_change", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("issue") as batch:
        batch.add_column(sa.Column("changes_seen", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("signature") as batch:
        batch.add_column(sa.Column("by", sa.String(length=254), nullable=False, server_default=""))
        batch.add_column(sa.Column("reset_on", sa.String(length=10), nullable=False, server_default=""))
    op.create_table(
        "draft_revision",
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.Column("by", sa.String(length=254), nullable=False),
        sa.Column("on", sa.String(length=10), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("revision", name=op.f("pk_draft_revision")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "refusal",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("side", _SIDE, nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("on", sa.String(length=10), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refusal")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "tool_change",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("tool", sa.String(length=40), nullable=False),
        sa.Column("on", sa.String(length=10), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_tool_change")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "unclear",
        sa.Column("issue", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("section", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("waiting", sa.Integer(), nullable=False),
        sa.Column("counted", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("issue", "section", name=op.f("pk_unclear")),
        sqlite_with_rowid=False,
    )


def _of_evidence() -> None:
    op.create_table(
        "not_taken",
        sa.Column("practice_id", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("on", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_not_taken_practice_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("practice_id", name=op.f("pk_not_taken")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "caution_answer",
        sa.Column("practice_id", sa.String(length=20), nullable=False),
        sa.Column("wrong", sa.String(length=40), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("through", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_caution_answer_practice_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("practice_id", "wrong", name=op.f("pk_caution_answer")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "ruling",
        sa.Column("practice_id", sa.String(length=20), nullable=False),
        sa.Column("level", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("on", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_ruling_practice_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("practice_id", name=op.f("pk_ruling")),
        sqlite_with_rowid=False,
    )


def _count_what_is_allowed() -> None:
    """Count what authors of released practices said, and take it off their rows. What waits, the next release tells."""
    connection = op.get_bind()
    told = sa.text(
        "SELECT subjects, grades, task, allowed FROM practice "
        "WHERE state = 'released' AND allowed != '' AND task != ''"
    )
    yes: Counter[tuple[str, str, str]] = Counter()
    others: Counter[tuple[str, str, str]] = Counter()
    for subjects, grades, task, answer in connection.execute(told):
        counter = yes if answer == "yes" else others
        counter.update(("subject", subject, task) for subject in json.loads(subjects))
        counter.update(("grade", band_of(grade, words.current().bands), task) for grade in json.loads(grades))
        counter["grade", "", task] += 1
    add = sa.text("INSERT INTO allowed_count VALUES (:axis, :place, :task, 0, 0, :yes, :others)")
    for cell in sorted(yes.keys() | others.keys()):
        axis, place, task = cell
        connection.execute(
            add, {"axis": axis, "place": place, "task": task, "yes": yes[cell], "others": others[cell]}
        )
    connection.execute(sa.text("UPDATE practice SET allowed = '' WHERE state = 'released'"))
