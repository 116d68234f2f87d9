"""Direction: isolates around what reads its own way, and the mark that starts a right-to-left line."""

LRI, FSI, PDI, RLM = "\u2066", "\u2068", "\u2069", "\u200f"
CONTROLS = dict.fromkeys(map(ord, (LRI, FSI, PDI, RLM)))


def token(text: str) -> str:
    """The text as a left-to-right isolate."""
    return f"{LRI}{text}{PDI}"


def user(text: str) -> str:
    """The text as an isolate of its own first direction."""
    return f"{FSI}{text}{PDI}"


def bare(text: str) -> str:
    """The text without the controls of this module, for files, logs and names."""
    return text.translate(CONTROLS)


def balanced(text: str) -> bool:
    """Whether every isolate that opens on a line closes on it, and none closes twice."""
    for line in text.split("\n"):
        depth = 0
        for char in line:
            depth += (char in (LRI, FSI)) - (char == PDI)
            if depth < 0:
                return False
        if depth:
            return False
    return True
