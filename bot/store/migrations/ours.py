"""What is ours to compare; the search keeps tables and an index of its own."""


def include(name: str | None, kind: str, parents: object) -> bool:
    """Whether a table or an index is one of the models'."""
    _ = parents
    return not (kind in {"table", "index"} and name is not None and name.startswith("incident_search"))
