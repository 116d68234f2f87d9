"""Which tables are ours to compare; the search index keeps its own."""


def include(name: str | None, kind: str, parents: object) -> bool:
    """Whether a table is one of the models'."""
    _ = parents
    return not (kind == "table" and name is not None and name.startswith("incident_search"))
