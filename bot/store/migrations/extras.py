"""What the models cannot say: the search index, the guard of the audit log, the first row of its head."""

from alembic import op
from sqlalchemy.exc import DBAPIError

LITE = (
    """CREATE VIRTUAL TABLE incident_search USING fts5(
        search_text, content='incident', content_rowid='id', tokenize='trigram')""",
    """CREATE TRIGGER incident_search_in AFTER INSERT ON incident BEGIN
        INSERT INTO incident_search(rowid, search_text) VALUES (new.id, new.search_text); END""",
    """CREATE TRIGGER incident_search_out AFTER DELETE ON incident BEGIN
        INSERT INTO incident_search(incident_search, rowid, search_text)
        VALUES ('delete', old.id, old.search_text); END""",
    """CREATE TRIGGER incident_search_change AFTER UPDATE OF search_text ON incident BEGIN
        INSERT INTO incident_search(incident_search, rowid, search_text)
        VALUES ('delete', old.id, old.search_text);
        INSERT INTO incident_search(rowid, search_text) VALUES (new.id, new.search_text); END""",
    """CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN
        SELECT RAISE(ABORT, 'the audit log is only added to'); END""",
    """CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN
        SELECT RAISE(ABORT, 'the audit log is only added to'); END""",
)
POSTGRES = (
    """CREATE FUNCTION audit_guard() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'the audit log is only added to'; END $$""",
    """CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON audit
        FOR EACH ROW EXECUTE FUNCTION audit_guard()""",
)
TRIGRAMS = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE INDEX incident_search_trigrams ON incident USING gin (search_text gin_trgm_ops)",
)
HEAD = f"INSERT INTO audit_head (id, count, hash) VALUES (1, 0, '{'0' * 64}')"  # noqa: S608 - a constant


def add() -> None:
    """Nothing; the extras of this kind of database are there."""
    connection = op.get_bind()
    if connection.dialect.name == "sqlite":
        for statement in LITE:
            op.execute(statement)
    else:
        for statement in POSTGRES:
            op.execute(statement)
        _trigrams()
    op.execute(HEAD)


def _trigrams() -> None:
    """Where the extension may not be created, search walks the room's records instead."""
    try:
        with op.get_bind().begin_nested():
            for statement in TRIGRAMS:
                op.execute(statement)
    except DBAPIError:
        return


def drop() -> None:
    """Nothing; the extras are gone."""
    if op.get_bind().dialect.name == "sqlite":
        for name in ("incident_search_in", "incident_search_out", "incident_search_change"):
            op.execute(f"DROP TRIGGER IF EXISTS {name}")
        for name in ("audit_no_update", "audit_no_delete"):
            op.execute(f"DROP TRIGGER IF EXISTS {name}")
        op.execute("DROP TABLE IF EXISTS incident_search")
    else:
        op.execute("DROP TRIGGER IF EXISTS audit_no_change ON audit")
        op.execute("DROP FUNCTION IF EXISTS audit_guard()")
