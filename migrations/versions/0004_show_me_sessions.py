"""Show-me sessions, their slips, themes and ballots, and what rooms ask of the guide."""

import sqlalchemy as sa
from alembic import op
from alembic.util import CommandError

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up."""
    op.create_table(
        "show_me",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("code", sa.String(length=6), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("series", sa.String(length=80), nullable=False),
        sa.Column("on", sa.String(length=10), nullable=False),
        sa.Column("at", sa.String(length=5), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("facilitators", sa.String(length=200), nullable=False),
        sa.Column("invitation", sa.Text(), nullable=False),
        sa.Column("amnesty", sa.Integer(), nullable=False),
        sa.Column("run_sheet", sa.JSON(), nullable=False),
        sa.Column(
            "stage",
            sa.Enum("planned", "live", "held", "over", name="stage", native_enum=False, length=10),
            nullable=False,
        ),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("ends", sa.Integer(), nullable=True),
        sa.Column("left", sa.Integer(), nullable=True),
        sa.Column("news", sa.Integer(), nullable=False),
        sa.Column("rounds", sa.Integer(), nullable=False),
        sa.Column("numbers", sa.Integer(), nullable=False),
        sa.Column("voting", sa.Boolean(), nullable=False),
        sa.Column("votes", sa.Integer(), nullable=False),
        sa.Column("voters", sa.Integer(), nullable=False),
        sa.Column("turns", sa.Integer(), nullable=False),
        sa.Column("handed_on", sa.Integer(), nullable=False),
        sa.Column("heard", sa.Text(), nullable=False),
        sa.Column("told_on", sa.String(length=10), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_show_me")),
        sa.UniqueConstraint("code", name=op.f("uq_show_me_code")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "theme",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("show_me_id", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("cautions", sa.JSON(), nullable=False),
        sa.Column("slips", sa.Integer(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("worries", sa.Integer(), nullable=False),
        sa.Column("worked", sa.Integer(), nullable=False),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.Column("did_not", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["show_me_id"], ["show_me.id"], name=op.f("fk_theme_show_me_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_theme_show_me_id"), "theme", ["show_me_id"])
    op.create_table(
        "slip",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("show_me_id", sa.String(length=20), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("theme_id", sa.String(length=20), nullable=True),
        sa.Column("cautions", sa.JSON(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("worries", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["id"], ["practice.id"], name=op.f("fk_slip_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["show_me_id"], ["show_me.id"], name=op.f("fk_slip_show_me_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["theme_id"], ["theme.id"], name=op.f("fk_slip_theme_id"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slip")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_slip_show_me_id"), "slip", ["show_me_id"])
    op.create_table(
        "ballot",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("show_me_id", sa.String(length=20), nullable=False),
        sa.Column("about", sa.Enum("vote", "worked", name="about", native_enum=False, length=10), nullable=False),
        sa.Column("picks", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["show_me_id"], ["show_me.id"], name=op.f("fk_ballot_show_me_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ballot")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_ballot_show_me_id"), "ballot", ["show_me_id"])
    op.create_table(
        "ask",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("show_me_id", sa.String(length=20), nullable=False),
        sa.Column("words", sa.String(length=300), nullable=False),
        sa.Column(
            "state", sa.Enum("open", "taken", "left", name="askstate", native_enum=False, length=10), nullable=False
        ),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["show_me_id"], ["show_me.id"], name=op.f("fk_ask_show_me_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ask")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_ask_show_me_id"), "ask", ["show_me_id"])


def downgrade() -> None:
    """Go down, unless a session is not over: what was written for it would stand nowhere."""
    if op.get_bind().scalar(sa.text("SELECT count(*) FROM slip")):
        raise CommandError("Slips of a show-me session are held. Wait two days after it, then go below 0004.")
    for table in ("ask", "ballot", "slip", "theme", "show_me"):
        op.drop_table(table)
