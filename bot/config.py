"""The configuration: one TOML file, every key with a default, an unknown one refused by name."""

import os
import tomllib
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Self
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, ValidationError, field_validator

DEFAULT = Path("config.toml")
TOKEN = "LIAISON_TELEGRAM_TOKEN"  # noqa: S105 - the name of the variable
DATABASE_URL = "LIAISON_DATABASE_URL"
CODES = ("ar", "en", "fr", "pt", "es", "sw")


class ConfigTrouble(Exception):  # noqa: N818 - it says what to do
    """A configuration that cannot be used; the text says where and why, without the values of secrets."""


class Section(BaseModel):
    """A table of the file: nothing unknown in it, nothing changed after it was read."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class DatabaseSection(Section):
    """Where the state is kept."""

    url: str = Field(
        default="sqlite:///var/liaison.db",
        description="sqlite:///FILE, or postgresql://USER@HOST/NAME (password: PGPASSWORD or ~/.pgpass)",
    )

    @field_validator("url")
    @classmethod
    def a_database(cls, url: str) -> str:
        """The URL, if it names a database we know."""
        from sqlalchemy.engine import make_url  # noqa: PLC0415 - slow, and needed only where a file is read
        from sqlalchemy.exc import ArgumentError  # noqa: PLC0415

        try:
            kind = make_url(url).get_backend_name()
        except (ArgumentError, ValueError):
            kind = ""
        if kind not in {"sqlite", "postgresql"}:
            msg = "write sqlite:///FILE or postgresql://USER@HOST/NAME"
            raise ValueError(msg)
        return url


class BotSection(Section):
    """How the bot presents itself."""

    name: str = Field(default="Liaison", description="the name it answers to")
    languages: tuple[str, ...] = Field(default=("en",), description="where nobody chose, the main one first")
    zone: str = Field(default="UTC", description="time zone where nobody chose one, an IANA name")

    @field_validator("languages")
    @classmethod
    def known(cls, languages: tuple[str, ...]) -> tuple[str, ...]:
        """The languages, if there are catalogues for all of them."""
        if not languages or set(languages) - set(CODES):
            msg = f"use some of {', '.join(CODES)}"
            raise ValueError(msg)
        return languages

    @field_validator("zone")
    @classmethod
    def a_zone(cls, zone: str) -> str:
        """The zone, if there is one of that name."""
        try:
            ZoneInfo(zone)
        except (KeyError, ValueError, OSError):
            msg = "no such time zone; use a name such as Africa/Nairobi"
            raise ValueError(msg) from None
        return zone


class AdminSection(Section):
    """Who begins."""

    people: tuple[str, ...] = Field(
        default=(), description="accounts of the first administrators, as network:address"
    )

    @field_validator("people")
    @classmethod
    def accounts(cls, people: tuple[str, ...]) -> tuple[str, ...]:
        """The accounts, if each has a network and an address."""
        for account in people:
            network, _, address = account.partition(":")
            if not network.isalpha() or not address.strip():
                msg = f"{account!r}: write network:address, such as matrix:@amina:example.org"
                raise ValueError(msg)
        return people


class TelegramSection(Section):
    """The bot's account on Telegram."""

    token_file: str = Field(
        default="",
        description="file with the token of BotFather, unless $LIAISON_TELEGRAM_TOKEN has it",
    )
    base_url: str = Field(default="https://api.telegram.org/bot", description="the Bot API to talk to")
    webhook_url: str = Field(
        default="", description="public https address that reaches webhook_listen; none: polling"
    )
    webhook_listen: str = Field(default="127.0.0.1:8081", description="where updates are taken, behind TLS")
    ephemeral: bool = Field(
        default=False, description="whether the Bot API used can show a message to one member alone"
    )

    @property
    def wanted(self) -> bool:
        """Whether the bot is to be on Telegram."""
        return bool(self.token_file or os.environ.get(TOKEN))

    def secret(self) -> str:
        """The token; it is never part of the configuration itself."""
        if given := os.environ.get(TOKEN):
            return given.strip()
        try:
            return Path(self.token_file).read_text(encoding="utf-8").strip()
        except OSError as error:
            msg = f"telegram.token_file: {self.token_file}: {error.strerror}"
            raise ConfigTrouble(msg) from None


class MatrixSection(Section):
    """The bot's account on Matrix; `liaison matrix login` keeps its secrets in the folder."""

    homeserver: str = Field(
        default="", description="address of the home server, such as https://matrix.example.org; none: off"
    )
    folder: str = Field(default="var/matrix", description="where its keys are kept, for the owner alone")

    @property
    def wanted(self) -> bool:
        """Whether the bot is to be on Matrix."""
        return bool(self.homeserver)


class LogSection(Section):
    """What is written to standard error: ids and figures, never titles or texts."""

    level: str = Field(
        default="info", pattern="^(debug|info|warning|error)$", description="from debug to error"
    )
    format: str = Field(
        default="auto", pattern="^(auto|plain|json)$", description="plain, json, or auto: plain on a terminal"
    )


class Config(Section):
    """Everything that can be configured."""

    database: DatabaseSection = DatabaseSection()
    bot: BotSection = BotSection()
    admin: AdminSection = AdminSection()
    telegram: TelegramSection = TelegramSection()
    matrix: MatrixSection = MatrixSection()
    log: LogSection = LogSection()
    _source: Path | None = PrivateAttr(default=None)

    @property
    def source(self) -> Path | None:
        """The file it was read from, None where there was none."""
        return self._source

    @classmethod
    def load(cls, path: Path | None = None) -> Self:
        """The configuration of a file (./config.toml when none is named), else the defaults."""
        if path is not None and not path.is_file():
            msg = f"{path}: there is no such file; write one with: liaison init"
            raise ConfigTrouble(msg)
        file = path or (DEFAULT if DEFAULT.is_file() else None)
        values = _parsed(file) if file else {}
        section = values.setdefault("database", {})
        if (url := os.environ.get(DATABASE_URL)) and isinstance(section, dict):
            section["url"] = url
        try:
            config = cls.model_validate(values)
        except ValidationError as error:
            raise ConfigTrouble("\n".join(_said(file, one) for one in error.errors())) from None
        config._source = file  # noqa: SLF001 - of its own class
        return config

    def trying(self, url: str) -> Self:
        """The same configuration for a trial: another database, and nobody who runs it."""
        return self.model_copy(update={"database": DatabaseSection(url=url), "admin": AdminSection()})

    @classmethod
    def write(cls, asked: dict[str, str]) -> str:
        """The text of a configuration file: every key, what it is, and the value asked for or its default."""
        parts = ["# Liaison's configuration. Every key is here; what is commented out has its default.\n"]
        for name, section in cls.model_fields.items():
            parts.append(f"\n[{name}]")
            kind: Any = section.annotation
            parts += [_entry(f"{name}.{key}", key, field, asked) for key, field in kind.model_fields.items()]
        return "\n".join(parts) + "\n"


def _entry(path: str, key: str, field: Any, asked: dict[str, str]) -> str:  # noqa: ANN401 - pydantic's FieldInfo
    listed = isinstance(field.default, tuple)
    value = (
        _toml(tuple(filter(None, asked[path].split(","))) if listed else asked[path]) if path in asked else ""
    )
    line = f"{key} = {value}" if value else f"# {key} = {_toml(field.default)}"
    return f"# {field.description}\n{line}"


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return "[" + ", ".join(_toml(str(one).strip()) for one in value) + "]"
    text = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'


def _parsed(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        msg = f"{file}: {error}"
        raise ConfigTrouble(msg) from None
    except OSError as error:
        msg = f"{file}: {error.strerror}"
        raise ConfigTrouble(msg) from None


def _said(file: Path | None, error: Any) -> str:  # noqa: ANN401 - pydantic's ErrorDetails
    path = ".".join(str(part) for part in error["loc"])
    where = DATABASE_URL if path == "database.url" and os.environ.get(DATABASE_URL) else file
    if error["type"] != "extra_forbidden":
        return f"{where}: {path}: {error['msg']}"
    near = get_close_matches(str(error["loc"][-1]), _known(error["loc"][:-1]), n=1)
    return f"{where}: unknown key `{path}`" + (f", did you mean `{near[0]}`?" if near else "")


def _known(above: tuple[Any, ...]) -> list[str]:
    fields = Config.model_fields
    for part in above:
        kind: Any = fields[str(part)].annotation
        fields = kind.model_fields
    return list(fields)
