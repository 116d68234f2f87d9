"""Follow-ups, checklists, reminders, absences, working weeks; what comes again on the schedule."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql import sqltypes

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "absence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("since", sqltypes.UTCDateTime(), nullable=False),
        sa.Column("until", sqltypes.UTCDateTime(), nullable=False),
        sa.Column("deputy_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["deputy_id"], ["person.id"], name=op.f("fk_absence_deputy_id_person")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_absence_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence")),
    )
    with op.batch_alter_table("absence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_absence_person_id"), ["person_id"], unique=False)

    op.create_table(
        "followup",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("taskforce_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("originator_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("parent", sa.String(length=64), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("body", sa.String(length=7500), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "action",
                "info_request",
                "capacity",
                "governance",
                "awareness",
                "resource",
                "agenda",
                "lesson",
                name="followupkind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "priority",
            sa.Enum(
                "low",
                "normal",
                "high",
                "urgent",
                name="priority",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("severity", sa.Integer(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "open",
                "in_progress",
                "blocked",
                "done",
                "verified",
                "cancelled",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("live", sa.Boolean(), nullable=False),
        sa.Column(
            "tlp",
            sa.Enum(
                "TLP:CLEAR",
                "TLP:GREEN",
                "TLP:AMBER",
                "TLP:AMBER+STRICT",
                "TLP:RED",
                name="tlp",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("caveat", sa.String(length=200), nullable=False),
        sa.Column("drill", sa.Boolean(), nullable=False),
        sa.Column("due_at", sqltypes.UTCDateTime(), nullable=True),
        sa.Column("due_wall", sa.String(length=32), nullable=False),
        sa.Column("due_zone", sa.String(length=64), nullable=False),
        sa.Column("due_exact", sa.Boolean(), nullable=False),
        sa.Column("due_phrase", sa.String(length=200), nullable=False),
        sa.Column("approximate", sa.Boolean(), nullable=False),
        sa.Column("slipped", sa.Integer(), nullable=False),
        sa.Column("acked_by", sa.Integer(), nullable=True),
        sa.Column("acked_at", sqltypes.UTCDateTime(), nullable=True),
        sa.Column("done_by", sa.Integer(), nullable=True),
        sa.Column("done_at", sqltypes.UTCDateTime(), nullable=True),
        sa.Column("verifier_id", sa.Integer(), nullable=True),
        sa.Column("verified_at", sqltypes.UTCDateTime(), nullable=True),
        sa.Column("template_key", sa.String(length=200), nullable=True),
        sa.Column("source_event", sa.String(length=255), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("retention_until", sa.Date(), nullable=True),
        sa.Column("erased_at", sqltypes.UTCDateTime(), nullable=True),
        sa.Column("created_at", sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqltypes.UTCDateTime(), nullable=False),
        sa.Column("search_text", sa.String(), nullable=False),
        sa.CheckConstraint("severity BETWEEN 0 AND 5", name=op.f("ck_followup_severity")),
        sa.ForeignKeyConstraint(["acked_by"], ["person.id"], name=op.f("fk_followup_acked_by_person")),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_followup_author_id_person")),
        sa.ForeignKeyConstraint(["done_by"], ["person.id"], name=op.f("fk_followup_done_by_person")),
        sa.ForeignKeyConstraint(
            ["originator_id"], ["organisation.id"], name=op.f("fk_followup_originator_id_organisation")
        ),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_followup_room_id_room")),
        sa.ForeignKeyConstraint(
            ["taskforce_id"], ["taskforce.id"], name=op.f("fk_followup_taskforce_id_taskforce")
        ),
        sa.ForeignKeyConstraint(["verifier_id"], ["person.id"], name=op.f("fk_followup_verifier_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_followup")),
        sa.UniqueConstraint("taskforce_id", "number", name=op.f("uq_followup_taskforce_id_number")),
        sa.UniqueConstraint("template_key", name=op.f("uq_followup_template_key")),
    )
    with op.batch_alter_table("followup", schema=None) as batch_op:
        batch_op.create_index("ix_followup_list", ["taskforce_id", "live", "due_at", "number"], unique=False)
        batch_op.create_index("ix_followup_parent", ["parent"], unique=False)

    op.create_table(
        "reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("taskforce_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("parent", sa.String(length=64), nullable=False),
        sa.Column("title", sa.String(length=1000), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "active",
                "over",
                "cancelled",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "tlp",
            sa.Enum(
                "TLP:CLEAR",
                "TLP:GREEN",
                "TLP:AMBER",
                "TLP:AMBER+STRICT",
                "TLP:RED",
                name="tlp",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("caveat", sa.String(length=200), nullable=False),
        sa.Column("phrase", sa.String(length=200), nullable=False),
        sa.Column("wall", sa.String(length=32), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("exact", sa.Boolean(), nullable=False),
        sa.Column("rule", sa.JSON(), nullable=False),
        sa.Column("approximate", sa.Boolean(), nullable=False),
        sa.Column("next_at", sqltypes.UTCDateTime(), nullable=True),
        sa.Column("said", sa.Integer(), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("retention_until", sa.Date(), nullable=True),
        sa.Column("erased_at", sqltypes.UTCDateTime(), nullable=True),
        sa.Column("created_at", sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqltypes.UTCDateTime(), nullable=False),
        sa.Column("search_text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_reminder_author_id_person")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_reminder_person_id_person")),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_reminder_room_id_room")),
        sa.ForeignKeyConstraint(
            ["taskforce_id"], ["taskforce.id"], name=op.f("fk_reminder_taskforce_id_taskforce")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
        sa.UniqueConstraint("taskforce_id", "number", name=op.f("uq_reminder_taskforce_id_number")),
    )
    with op.batch_alter_table("reminder", schema=None) as batch_op:
        batch_op.create_index("ix_reminder_person", ["person_id", "status"], unique=False)
        batch_op.create_index("ix_reminder_parent", ["parent"], unique=False)
        batch_op.create_index("ix_reminder_room", ["room_id", "status"], unique=False)

    op.create_table(
        "template",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("taskforce_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_template_author_id_person")),
        sa.ForeignKeyConstraint(
            ["taskforce_id"], ["taskforce.id"], name=op.f("fk_template_taskforce_id_taskforce")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_template")),
        sa.UniqueConstraint("taskforce_id", "name", name=op.f("uq_template_taskforce_id_name")),
    )
    op.create_table(
        "assignee",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("followup_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("(person_id IS NULL) <> (organisation_id IS NULL)", name=op.f("ck_assignee_one")),
        sa.ForeignKeyConstraint(
            ["followup_id"], ["followup.id"], name=op.f("fk_assignee_followup_id_followup")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_assignee_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_assignee_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignee")),
        sa.UniqueConstraint(
            "followup_id", "organisation_id", name=op.f("uq_assignee_followup_id_organisation_id")
        ),
        sa.UniqueConstraint("followup_id", "person_id", name=op.f("uq_assignee_followup_id_person_id")),
    )
    with op.batch_alter_table("assignee", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assignee_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_assignee_person_id"), ["person_id"], unique=False)

    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("week", sa.String(length=32), nullable=True))

    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.add_column(sa.Column("week", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("quiet", sa.String(length=11), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("deputy_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_person_deputy_id_person"), "person", ["deputy_id"], ["id"])

    with op.batch_alter_table("schedule", schema=None) as batch_op:
        batch_op.add_column(sa.Column("person_id", sa.Integer(), nullable=True))
        batch_op.create_index("ix_schedule_person", ["person_id", "done_at"], unique=False)
        batch_op.create_index("ix_schedule_record", ["record"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_schedule_person_id_person"), "person", ["person_id"], ["id"]
        )


def downgrade() -> None:
    op.execute("DELETE FROM schedule WHERE kind <> 'incident.review'")
    for table in ("entry", "act", "watch"):
        op.execute(f"DELETE FROM {table} WHERE record_kind IN ('followup', 'reminder')")  # noqa: S608 - names of our own
    op.execute("DELETE FROM counter WHERE prefix IN ('FUP', 'REM')")
    with op.batch_alter_table("schedule", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_schedule_person_id_person"), type_="foreignkey")
        batch_op.drop_index("ix_schedule_record")
        batch_op.drop_index("ix_schedule_person")
        batch_op.drop_column("person_id")

    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_person_deputy_id_person"), type_="foreignkey")
        batch_op.drop_column("deputy_id")
        batch_op.drop_column("quiet")
        batch_op.drop_column("week")

    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.drop_column("week")

    with op.batch_alter_table("assignee", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_assignee_person_id"))
        batch_op.drop_index(batch_op.f("ix_assignee_organisation_id"))

    op.drop_table("assignee")
    op.drop_table("template")
    with op.batch_alter_table("reminder", schema=None) as batch_op:
        batch_op.drop_index("ix_reminder_room")
        batch_op.drop_index("ix_reminder_parent")
        batch_op.drop_index("ix_reminder_person")

    op.drop_table("reminder")
    with op.batch_alter_table("followup", schema=None) as batch_op:
        batch_op.drop_index("ix_followup_parent")
        batch_op.drop_index("ix_followup_list")

    op.drop_table("followup")
    with op.batch_alter_table("absence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_absence_person_id"))

    op.drop_table("absence")
