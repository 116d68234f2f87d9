"""Where it is kept: the writer, queries, inbox, outbox, migrations."""
