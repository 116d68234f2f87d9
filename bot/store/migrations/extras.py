"""What the models cannot say: the search index, the guard of the audit log, the first row of its head."""

from alembic import op
from sqlalchemy.exc import DBAPIError

_SCOPE = (
    "'^' || {row}taskforce_id || '^ +' || {row}live || ' $' || {row}severity || ' ~' || "
    "CASE {row}tlp WHEN 'TLP:CLEAR' THEN 'c' WHEN 'TLP:GREEN' THEN 'g' WHEN 'TLP:AMBER' THEN 'a' "
    "ELSE 's' END || '~ /' || {row}category || '/' || {row}subcategory || '/ @' || {row}reporter_id || "
    "'@ @' || ifnull({row}lead_id, 0) || '@'"
)
_COLUMNS = "search_text, countries, tags, scope"


def _indexed(row: str) -> str:
    """What the search index knows of a row: its words, its lists, and the rest as little words (`$3 `)."""
    return f"{row}search_text, {row}countries, {row}tags, {_SCOPE.format(row=row)}"


_IN = f"INSERT INTO incident_search(rowid, {_COLUMNS}) VALUES (new.id, {_indexed('new.')});"  # noqa: S608 - constants
_OUT = (
    f"INSERT INTO incident_search(incident_search, rowid, {_COLUMNS}) "  # noqa: S608 - constants
    f"VALUES ('delete', old.id, {_indexed('old.')});"
)
_SEARCHED = (
    "search_text, countries, tags, taskforce_id, live, severity, tlp, category, subcategory, "
    "reporter_id, lead_id"
)
LITE = (
    f"CREATE VIEW incident_indexed AS SELECT id, {_indexed('')} AS scope FROM incident",  # noqa: S608 - constants
    f"""CREATE VIRTUAL TABLE incident_search USING fts5(
        {_COLUMNS}, content='incident_indexed', content_rowid='id', tokenize='trigram')""",
    f"CREATE TRIGGER incident_search_in AFTER INSERT ON incident BEGIN {_IN} END",
    f"CREATE TRIGGER incident_search_out AFTER DELETE ON incident BEGIN {_OUT} END",
    f"""CREATE TRIGGER incident_search_change AFTER UPDATE OF {_SEARCHED} ON incident
        BEGIN {_OUT} {_IN} END""",
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
        op.execute("DROP VIEW IF EXISTS incident_indexed")
    else:
        op.execute("DROP TRIGGER IF EXISTS audit_no_change ON audit")
        op.execute("DROP FUNCTION IF EXISTS audit_guard()")
