"""The configuration: written once, every key in it, and refused by name when it does not fit."""

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from bot.config import Config, ConfigTrouble

ROOT = Path(__file__).parents[2]
Liaison = Callable[..., Result]
KEYS = [
    (name, key)
    for name, section in Config.model_fields.items()
    for key in section.annotation.model_fields  # type: ignore[union-attr] - every section is a model
]
SECRET = "hunter22"  # noqa: S105 - what must not be shown


def said(result: Result) -> str:
    return result.stdout + result.stderr


def test_init_writes_every_key_for_its_owner_alone_and_never_twice(liaison: Liaison) -> None:
    assert liaison("init --yes").exit_code == 0
    file = Path("config.toml")
    assert file.stat().st_mode & 0o777 == 0o600
    text = file.read_text(encoding="utf-8")
    for name, key in KEYS:
        section = text.partition(f"\n[{name}]\n")[2].partition("\n[")[0]
        assert any(line.startswith((f"{key} = ", f"# {key} = ")) for line in section.splitlines()), key
    again = liaison("init --yes")
    assert (again.exit_code, file.read_text(encoding="utf-8")) == (1, text)
    assert "config.toml is there already" in again.stderr
    config = Config.load()
    assert config.source == file
    assert config.admin.people == ("console:you",)


def test_init_asks_and_keeps_what_it_was_told(liaison: Liaison) -> None:
    result = liaison("init --config other.toml", "\n fr , ar\nAfrica/Nairobi\nmatrix:@a:example.org\n\n\n")
    assert result.exit_code == 0, said(result)
    config = Config.load(Path("other.toml"))
    assert config.bot.languages == ("fr", "ar")
    assert config.bot.zone == "Africa/Nairobi"
    assert config.database.url == "sqlite:///var/liaison.db"
    assert not Path("config.toml").exists()


def test_the_example_is_what_the_program_writes_and_is_all_defaults() -> None:
    example = ROOT.joinpath("config.example.toml").read_text(encoding="utf-8")
    assert example == Config.write({})
    uncommented = "\n".join(
        line.removeprefix("# ") for line in example.splitlines() if " = " in line or line[:1] == "["
    )
    assert Config.model_validate(tomllib.loads(uncommented)) == Config()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[databse]\nurl = "hunter22"', "unknown key `databse`, did you mean `database`?"),
        ('[bot]\nnmae = "hunter22"', "unknown key `bot.nmae`, did you mean `name`?"),
        ('[log]\ntelegram_token = "hunter22"', "unknown key `log.telegram_token`"),
        ('[log]\nlevel = "hunter22"', "log.level: "),
        ('[bot]\nzone = "hunter22"', "bot.zone: Value error, no such time zone"),
        ('[bot]\nlanguages = ["hunter22"]', "bot.languages: Value error, use some of ar, en"),
        ("[bot]\nlanguages = []", "bot.languages: "),
        ('database = "hunter22"', "database: "),
        ('[database]\nurl = "nosuch://you:hunter22@host/x"', "write sqlite:///FILE or postgresql://"),
        ('[database]\nurl = "postgresql://you:hunter22@host:port/x"', "write sqlite:///FILE"),
        ('[database]\nurl = "hunter22', "config.toml: "),
        ('[admin]\npeople = ["amina"]', "admin.people: "),
    ],
)
@pytest.mark.parametrize("command", ["check", "migrate"])
def test_what_does_not_fit_is_named_without_its_value(
    liaison: Liaison, command: str, text: str, words: str
) -> None:
    Path("config.toml").write_text(text, encoding="utf-8")
    result = liaison(command)
    assert result.exit_code == 78
    assert result.stdout == ""
    assert result.stderr.startswith("config.toml: ")
    assert words in result.stderr
    assert SECRET not in result.stderr
    assert not Path("var").exists()


def test_bytes_that_are_no_text_and_files_that_are_not_there_are_said(liaison: Liaison) -> None:
    Path("config.toml").write_bytes(b'[bot]\nname = "\xff"')
    assert (result := liaison("check")).exit_code == 78, said(result)
    missing = liaison("check --config elsewhere.toml")
    assert missing.exit_code == 78
    assert missing.stderr == "elsewhere.toml: there is no such file; write one with: liaison init\n"


def test_the_environment_names_the_database_before_the_file_does(
    liaison: Liaison, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("config.toml").write_text('[database]\nurl = "sqlite:///file.db"', encoding="utf-8")
    monkeypatch.setenv("LIAISON_DATABASE_URL", "sqlite:///environment.db")
    assert liaison("migrate").exit_code == 0
    assert (Path("environment.db").exists(), Path("file.db").exists()) == (True, False)
    monkeypatch.setenv("LIAISON_DATABASE_URL", f"oracle://you:{SECRET}@host/x")
    wrong = liaison("check")
    assert wrong.exit_code == 78
    assert wrong.stderr.startswith("LIAISON_DATABASE_URL: ")
    assert SECRET not in wrong.stderr
    Path("config.toml").write_text('database = "x"', encoding="utf-8")
    with pytest.raises(ConfigTrouble, match="database: "):
        Config.load()
