"""Categories of what happens (DOMAIN.md §3.5): stable ASCII codes, never translated, never redefined."""

CATEGORIES: dict[str, tuple[str, ...]] = {
    "TER": ("attack", "plot", "finance", "fighters", "infrastructure"),
    "VEX": ("recruit", "propaganda", "prison", "reintegration", "community"),
    "ORG": ("network", "finance", "laundering", "fraud", "kidnap", "counterfeit"),
    "TRF": ("arms", "drugs", "people", "wildlife", "goods", "cultural", "fuel", "minerals"),
    "MAR": ("piracy", "robbery", "iuu-fishing", "stowaway", "pollution", "distress"),
    "CYB": ("intrusion", "malware", "outage", "fraud", "disinfo", "leak"),
    "CON": ("clash", "incursion", "displacement", "mine", "ceasefire", "herder"),
    "CLI": ("water", "land", "pasture", "drought", "food", "displacement"),
    "DIS": ("flood", "storm", "quake", "fire", "epidemic", "industrial"),
    "GOV": ("bribery", "procurement", "abuse", "oversight", "capacity"),
    "CIV": ("protest", "riot", "strike", "election"),
    "OTH": ("other",),
}

OTHER = "OTH"
SEVERITIES = (1, 2, 3, 4, 5)
RELIABILITIES = "ABCDEF"
CREDIBILITIES = (1, 2, 3, 4, 5, 6)


def code(category: str, subcategory: str = "") -> str:
    """The code as it is written: `TRF` or `TRF.goods`."""
    return f"{category}.{subcategory}" if subcategory else category
