"""What is heard of a room's state, and what could not be decrypted yet."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

KINDS = ("line", "edit", "press", "reaction", "joined", "left", "entered", "removed", "moved")
STATES = ("new", "done", "poison")
MORE_KINDS = (*KINDS, "state", "unreadable")
MORE_STATES = ("new", "sealed", "done", "poison")


def upgrade() -> None:
    _allow(KINDS, MORE_KINDS, STATES, MORE_STATES)


def downgrade() -> None:
    op.execute("DELETE FROM inbox WHERE kind IN ('state', 'unreadable') OR state = 'sealed'")
    _allow(MORE_KINDS, KINDS, MORE_STATES, STATES)


def _allow(
    kinds: tuple[str, ...], new_kinds: tuple[str, ...], states: tuple[str, ...], new_states: tuple[str, ...]
) -> None:
    with op.batch_alter_table("inbox") as inbox:
        inbox.alter_column("kind", existing_type=_choice("heard", kinds), type_=_choice("heard", new_kinds))
        inbox.alter_column(
            "state", existing_type=_choice("inboxstate", states), type_=_choice("inboxstate", new_states)
        )


def _choice(name: str, values: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)
