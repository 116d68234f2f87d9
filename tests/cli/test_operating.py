"""What the operator runs: each command's exit code and the one line that says what to do."""

import re
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import typer
from typer.testing import Result

from bot.cli.audit import BROKEN
from bot.cli.main import app
from bot.cli.setting_up import BAD_CONFIG, FAILED, WARNED
from bot.store import schema
from handlers import COMMANDS

ROOT = Path(__file__).parents[2]
Liaison = Callable[..., Result]
DATABASE = Path("var") / "liaison.db"
NOBODY = "postgresql://you:hunter22@127.0.0.1:1/x"


def levels(result: Result) -> dict[str, str]:
    """What `check` said of each thing it looked at."""
    return {words[1]: words[0] for words in map(str.split, result.stdout.splitlines())}


def altered(statement: str) -> None:
    """Nothing; the file was changed by somebody who got around what guards the log."""
    connection = sqlite3.connect(DATABASE)
    with connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(statement)
    connection.close()


def test_check_warns_until_the_database_is_there_and_fails_when_others_may_read_it(liaison: Liaison) -> None:
    before = liaison("check")
    assert before.exit_code == 3
    assert levels(before) == {
        "config": "ok", "files": "warn", "database": "warn", "audit": "ok", "catalogues": "ok",
        "clock": "ok", "telegram": "ok", "matrix": "ok",
    }  # fmt: skip
    assert "liaison migrate" in before.stdout
    assert not DATABASE.exists()
    head = schema.head()
    assert liaison("migrate").stdout == f"schema none → {head}\n"
    assert liaison("migrate").stdout == f"schema {head}, nothing to do\n"
    assert DATABASE.stat().st_mode & 0o777 == 0o600
    after = liaison("check")
    assert (after.exit_code, set(levels(after).values())) == (0, {"ok"})
    for path, open_mode, closed_mode in ((DATABASE, 0o640, 0o600), (DATABASE.parent, 0o755, 0o700)):
        path.chmod(open_mode)
        found = liaison("check")
        assert (found.exit_code, levels(found)["files"]) == (1, "FAIL")
        assert f"chmod 0600 {DATABASE} and 0700 {DATABASE.parent}" in found.stdout
        path.chmod(closed_mode)
    altered("UPDATE alembic_version SET version_num = '0000'")
    assert (found := liaison("check")).exit_code == 3
    assert levels(found)["database"] == "warn"


def test_check_looks_at_everything_when_the_database_does_not_answer(liaison: Liaison) -> None:
    Path("other.toml").write_text(f'[database]\nurl = "{NOBODY}"', encoding="utf-8")
    found = liaison("check --config other.toml")
    assert found.exit_code == 1
    assert "ok    config       other.toml\n" in found.stdout
    assert levels(found)["database"] == "FAIL"
    assert levels(found)["clock"] == "ok"
    assert "hunter22" not in found.stdout + found.stderr


@pytest.mark.parametrize("command", ["migrate", "run", "demo", "audit verify", "console"])
@pytest.mark.parametrize("broken", ["away", "garbage"])
def test_a_database_that_cannot_be_used_is_one_line(
    liaison: Liaison, monkeypatch: pytest.MonkeyPatch, command: str, broken: str
) -> None:
    Path("garbage.db").write_bytes(b"this is no database at all\n" * 100)
    monkeypatch.setenv("LIAISON_DATABASE_URL", NOBODY if broken == "away" else "sqlite:///garbage.db")
    result = liaison(command)
    assert result.exit_code == 1, result.exception
    assert re.fullmatch(r"the database cannot be used: .+\n", result.stderr)
    assert "hunter22" not in result.stderr


@pytest.mark.parametrize("command", ["run", "audit verify"])
def test_a_database_without_schema_is_not_begun_but_pointed_to_migrate(
    liaison: Liaison, command: str
) -> None:
    result = liaison(command)
    assert result.exit_code == 78
    assert "the database is not ready: liaison migrate" in result.stderr
    assert not DATABASE.exists()


def test_demo_fills_what_is_empty_and_nothing_else(liaison: Liaison) -> None:
    assert liaison("demo").stdout == "The sample task force LAKES is there. Try it: liaison console\n"
    before = DATABASE.read_bytes()
    again = liaison("demo")
    assert (again.exit_code, again.stdout) == (1, "")
    assert again.stderr == "The database is not empty; nothing was written.\n"
    assert DATABASE.read_bytes() == before


@pytest.fixture
def acted(liaison: Liaison) -> Iterator[str]:
    """The anchor of a log with a few entries."""
    assert (
        liaison(
            "console", "/incident new sev2 One\n/incident new sev2 Two\n/incident sev 1 4 why\n"
        ).exit_code
        == 0
    )
    whole = liaison("audit verify")
    assert whole.exit_code == 0
    found = re.fullmatch(r"whole: (\d+) entries, anchor (\1:[0-9a-f]{12})\n", whole.stdout)
    assert found
    assert int(found[1]) >= 3
    return found[2]


def test_a_whole_log_agrees_with_the_anchor_it_gave(liaison: Liaison, acted: str) -> None:
    assert liaison(f"audit verify --anchor {acted}").exit_code == 0
    count, _, head = acted.partition(":")
    other = "0" if head[0] != "0" else "1"
    for anchor, why in (
        (f"{count}:{other}", "differs from the anchor"),
        (f"{int(count) + 5}:{head}", "cut off: "),
    ):
        found = liaison(f"audit verify --anchor {anchor}")
        assert found.exit_code == 65
        assert why in found.stdout
    for anchor in ("nonsense", f"{count}:", ":abc", f"-1:{head}"):
        assert liaison(f"audit verify --anchor {anchor}").exit_code == 2


@pytest.mark.usefixtures("acted")
@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE audit SET action = 'nothing' WHERE seq = 2", "BROKEN at entry 2: altered"),
        ("DELETE FROM audit WHERE seq = 2", "BROKEN at entry 2: removed"),
        ("DELETE FROM audit WHERE seq = (SELECT max(seq) FROM audit)", "cut off: "),
        ("UPDATE audit_head SET hash = 'x'", "the head of the chain was altered"),
    ],
)
def test_a_broken_log_is_found_by_verify_and_by_check(liaison: Liaison, statement: str, words: str) -> None:
    altered(statement)
    found = liaison("audit verify")
    assert found.exit_code == 65
    assert words in found.stdout
    looked = liaison("check")
    assert (looked.exit_code, levels(looked)["audit"]) == (1, "FAIL")


def test_the_page_of_exit_codes_has_those_the_program_ends_with() -> None:
    page = ROOT.joinpath("docs/reference/exit-codes.md").read_text(encoding="utf-8")
    assert [int(code) for code in re.findall(r"^\| (\d+) \|", page, re.MULTILINE)] == [
        0, FAILED, 2, WARNED, BROKEN, BAD_CONFIG,
    ]  # fmt: skip


def test_the_manual_is_fresh_and_has_every_command(liaison: Liaison) -> None:
    page = liaison("manual").stdout
    assert page == ROOT.joinpath("docs/commands.md").read_text(encoding="utf-8"), "make manual"
    for command in COMMANDS:
        assert (f"\n### /{command.name}\n" in page) is not command.hidden
    assert liaison("manual --write page.md").stdout == ""
    assert Path("page.md").read_text(encoding="utf-8") == page


def commands(
    command: typer.core.TyperCommand, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], object]]:
    yield path, command
    for name, one in getattr(command, "commands", {}).items():
        yield from commands(one, (*path, name))


def test_help_of_every_command_names_every_option(liaison: Liaison) -> None:
    every = dict(commands(typer.main.get_command(app)))
    assert set(every) >= {
        (),
        ("init",),
        ("check",),
        ("migrate",),
        ("run",),
        ("console",),
        ("demo",),
        ("audit", "verify"),
        ("matrix", "login"),
        ("matrix", "trust"),
    }
    for path, command in every.items():
        shown = liaison(" ".join((*path, "--help")))
        assert shown.exit_code == 0
        for option in (name for param in command.params for name in param.opts):
            assert re.search(rf"(?<![\w-]){option}(?![\w-])", shown.stdout), (path, option)
        assert shown.stdout == liaison(" ".join((*path, "-h"))).stdout
    assert liaison("frobnicate").exit_code == 2
    assert "Did you mean 'check'?" in liaison("chek").stderr


def test_completion_for_bash_is_printed(liaison: Liaison, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION", "1")  # there may be no shell above us
    shown = liaison("--show-completion bash")
    assert shown.exit_code == 0
    assert "complete -o default -F _liaison_completion liaison" in shown.stdout
