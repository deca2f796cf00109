"""Lanes, amnesty statements, why names stay, who granted a role, and the pool as authors are told of it."""

import sqlalchemy as sa
from alembic import op
from alembic.util import CommandError

from portal.db import forever

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_SIDES = sa.Enum("curriculum", "union", "admin", name="role", native_enum=False, length=20)


def upgrade() -> None:
    """Go up."""
    op.create_table(
        "amnesty_statement",
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("proposed_on", sa.String(length=10), nullable=False),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_amnesty_statement")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "amnesty_signature",
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("side", _SIDES, nullable=False),
        sa.Column("name", sa.String(length=254), nullable=False),
        sa.Column("on", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(
            ["version"], ["amnesty_statement.version"], name=op.f("fk_amnesty_signature_version")
        ),
        sa.PrimaryKeyConstraint("version", "side", name=op.f("pk_amnesty_signature")),
        sqlite_with_rowid=False,
    )
    for statement in (*forever("amnesty_statement", "version"), *forever("amnesty_signature", "version", "side")):
        op.execute(statement)
    with op.batch_alter_table("practice") as batch:
        batch.add_column(sa.Column("lane", sa.String(length=10), nullable=False, server_default="upper"))
        batch.add_column(sa.Column("amnesty", sa.Integer(), nullable=False, server_default="0"))
        batch.add_column(sa.Column("names_kept", sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("staff_member") as batch:
        batch.add_column(sa.Column("granted_by", sa.String(length=254), nullable=False, server_default=""))
        batch.add_column(sa.Column("granted_on", sa.String(length=10), nullable=False, server_default=""))
        batch.add_column(sa.Column("reset_on", sa.String(length=10), nullable=False, server_default=""))
    with op.batch_alter_table("snapshot") as batch:
        batch.add_column(sa.Column("pooled", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    """Go down, unless a promise would go with it: what is only ever added to is not dropped either."""
    if op.get_bind().scalar(sa.text("SELECT count(*) FROM amnesty_statement")):
        raise CommandError("There are amnesty statements here. They stay, so the database does not go below 0002.")
    with op.batch_alter_table("snapshot") as batch:
        batch.drop_column("pooled")
    with op.batch_alter_table("staff_member") as batch:
        batch.drop_column("reset_on")
        batch.drop_column("granted_on")
        batch.drop_column("granted_by")
    with op.batch_alter_table("practice") as batch:
        batch.drop_column("names_kept")
        batch.drop_column("amnesty")
        batch.drop_column("lane")
    op.drop_table("amnesty_signature")
    op.drop_table("amnesty_statement")
