"""Bringing the catalogues up to date with the program: `python -m bot.cli.catalogues [--check]`.

Message ids come from the source; command words (families, verbs, keys and choices people type) come
from the declarations, as comma lists in the context "command word". Nothing is guessed: what is new
stays empty until somebody translates it, except in English.
"""

import sys
from pathlib import Path
from typing import Any

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from bot.commands.declare import Command
from bot.text.catalogs import DOMAIN, LANGUAGES, folder
from handlers import COMMANDS, SHORTCUTS

ROOT = Path(__file__).parents[2]
KEYWORDS: dict[str, Any] = {
    "t": None,
    "n": (1, 2),
    "p": ((1, "c"), 2),
    "word": None,
    "N_": None,
    "P_": ((1, "c"), 2),
}
CONTEXT = "command word"
PLURALS = {
    "ar": (
        "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);"
    ),
    "fr": "nplurals=2; plural=(n > 1);",
}
PLURAL = "nplurals=2; plural=(n != 1);"


def template() -> Catalog:
    """Every message id of the program, untranslated."""
    found = Catalog(domain=DOMAIN, charset="utf-8")
    for package in ("bot", "handlers"):
        for name, _, message, comments, context in extract_from_dir(
            ROOT / package, [("**.py", "python")], keywords=KEYWORDS, comment_tags=("Translators:",)
        ):
            found.add(message, None, [(f"{package}/{name}", 0)], auto_comments=comments, context=context)
    for word in sorted(command_words()):
        found.add(
            word, None, context=CONTEXT, auto_comments=["Words people may type for it, with commas between."]
        )
    return found


def command_words() -> set[str]:
    """Every English word of the command line that may be typed in another language."""
    words = {word for command in COMMANDS for word in command.path}
    for command in COMMANDS:
        words |= _told(command)
    return words | {"yes", "no"} | {word for word in SHORTCUTS if len(word) > 3}  # noqa: PLR2004 - abbreviations stay


def _told(command: Command) -> set[str]:
    words: set[str] = set()
    for one in command.fields:
        words |= {one.key, *one.aliases, *one.fillers, *one.reader.arg.choices}
    return words


def catalogue(language: str) -> Catalog:
    """A language's catalogue as it should be: every message id, what is translated, nothing obsolete."""
    path = folder() / language / "LC_MESSAGES" / f"{DOMAIN}.po"
    old = _read(path, language)
    new = Catalog(
        locale=language, domain=DOMAIN, charset="utf-8", fuzzy=False, project="Liaison", header_comment=""
    )
    for message in template():
        if not message.id:
            continue
        known = old.get(message.id, message.context) if old else None
        said = known.string if known is not None and known.string else _english(message, language)
        new.add(
            message.id, said, message.locations, auto_comments=message.auto_comments, context=message.context
        )
    return new


def _read(path: Path, language: str) -> Catalog | None:
    if not path.is_file():
        return None
    with path.open("rb") as file:
        return read_po(file, locale=language, domain=DOMAIN)


def _english(message: Any, language: str) -> Any:  # noqa: ANN401 - Babel's Message
    return message.id if language == "en" else ""


def written(language: str) -> str:
    """The text of a language's catalogue."""
    import io  # noqa: PLC0415

    out = io.BytesIO()
    write_po(out, catalogue(language), width=100, omit_header=True, sort_output=True, include_lineno=False)
    head = (
        'msgid ""\nmsgstr ""\n'
        f'"Language: {language}\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Plural-Forms: {PLURALS.get(language, PLURAL)}\\n"\n\n'
    )
    return head + out.getvalue().decode()


def main(arguments: list[str]) -> int:
    """The exit code: 1 when `--check` found a catalogue out of date."""
    stale = []
    for language in LANGUAGES:
        path = folder() / language / "LC_MESSAGES" / f"{DOMAIN}.po"
        text = written(language)
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(language)
        if "--check" not in arguments:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    print("up to date" if not stale else f"changed: {' '.join(stale)}")  # noqa: T201 - a tool's answer
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
