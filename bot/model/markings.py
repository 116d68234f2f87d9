"""TLP 2.0 markings and their order (FIRST, August 2022)."""

import re
from enum import StrEnum


class Tlp(StrEnum):
    """A Traffic Light Protocol 2.0 label; its value is how it is written in every language."""

    CLEAR = "TLP:CLEAR"
    GREEN = "TLP:GREEN"
    AMBER = "TLP:AMBER"
    STRICT = "TLP:AMBER+STRICT"
    RED = "TLP:RED"

    @property
    def rank(self) -> int:
        """Place in the order of disclosure, 0 (anybody) to 4 (named individuals)."""
        return _RANKS[self]

    def within(self, ceiling: "Tlp") -> bool:
        """Whether what carries this label may be shown where `ceiling` is the highest allowed."""
        return self.rank <= ceiling.rank


_RANKS = {label: rank for rank, label in enumerate(Tlp)}


def highest(labels: "list[Tlp]") -> Tlp:
    """The high-water mark of several labels; CLEAR for none."""
    return max(labels, key=lambda label: label.rank, default=Tlp.CLEAR)


def lowest(labels: "list[Tlp]") -> Tlp:
    """The most open of several labels; RED for none."""
    return min(labels, key=lambda label: label.rank, default=Tlp.RED)


_RED = re.compile(r"\btlp\s*[:=]\s*[\"'“”«]?\s*(?:tlp:)?red\b", re.IGNORECASE)


def marked_red(text: str) -> bool:
    """Whether somebody wrote that a text is TLP:RED."""
    return _RED.search(text) is not None


_TYPED = re.compile(
    r"\btlp\s*[:=]\s*[\"'“”«]?\s*(?:tlp:)?(clear|green|amber\s*\+\s*strict|strict|amber)\b", re.IGNORECASE
)


def typed(text: str) -> Tlp | None:
    """The highest marking somebody wrote into a line; None for none, and for RED, which is not kept."""
    found = [word.replace(" ", "").upper() for word in _TYPED.findall(text)]
    return highest([Tlp.STRICT if "STRICT" in word else Tlp[word] for word in found]) if found else None
