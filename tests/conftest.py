"""Fixtures everything shares: databases with the schema, and a world on one."""

import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import js_client
import pytest
from directly import Direct, directly
from hypothesis import settings
from matrix_stories import MatrixWorld, Town, matrix_world
from postgres import Cluster
from synapse import Synapse
from telegram_world import TelegramWorld, telegram_world
from world import World, copied, world

from bot.store import schema

settings.register_profile("ci", deadline=None, max_examples=60, derandomize=True)
settings.register_profile("thorough", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

CI = bool(os.environ.get("CI"))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI nothing is skipped: a run that skipped something has failed."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    if CI and skipped and session.exitstatus == 0:
        session.exitstatus = 1
        print(f"\n{len(skipped)} tests were skipped, and in CI none may be")  # noqa: T201


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with the schema and nothing in it."""
    path = tmp_path_factory.mktemp("template") / "liaison.db"
    schema.upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture
def sqlite_url(template: Path, tmp_path: Path) -> str:
    """An SQLite database with the schema."""
    return copied(template, tmp_path / "liaison.db")


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL of our own, on a free port."""
    missing = Cluster.missing()
    if missing:
        (pytest.fail if CI else pytest.skip)(missing)
    with Cluster() as running:
        schema.upgrade(running.create("template_liaison"))
        yield running


@pytest.fixture(scope="session")
def synapse() -> Iterator[Synapse]:
    """A Matrix server of our own, without limits, on a free port; tests that use it are marked `server`."""
    missing = Synapse.missing()
    if missing:
        (pytest.fail if CI else pytest.skip)(missing)
    with Synapse() as running:
        yield running


@pytest.fixture(scope="session")
def plain_town(synapse: Synapse, tmp_path_factory: pytest.TempPathFactory) -> Town:
    """The people and rooms of the sample on Matrix."""
    return Town(synapse, tmp_path_factory.mktemp("plain"), encrypted=False)


@pytest.fixture(scope="session")
def encrypted_town(synapse: Synapse, tmp_path_factory: pytest.TempPathFactory) -> Town:
    """The people and rooms of the sample on Matrix, everything encrypted."""
    return Town(synapse, tmp_path_factory.mktemp("encrypted"), encrypted=True)


@pytest.fixture(scope="session")
def node() -> None:
    """Nothing; tests that use it may start clients of `js_client`."""
    missing = js_client.missing()
    if missing:
        (pytest.fail if CI else pytest.skip)(missing)


@pytest.fixture
def postgres_url(cluster: Cluster) -> str:
    """A PostgreSQL database with the schema."""
    return cluster.create(f"test_{os.urandom(6).hex()}", template="template_liaison")


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.server)])
def database_url(request: pytest.FixtureRequest) -> str:
    """A database with the schema, of either kind."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
async def bot(sqlite_url: str) -> AsyncIterator[World]:
    """The whole bot, with one task force, one room and no records."""
    async with world(sqlite_url) as running:
        yield running


@pytest.fixture
async def demo(sqlite_url: str) -> AsyncIterator[World]:
    """The whole bot, with the sample task force."""
    async with world(sqlite_url, records=True) as running:
        yield running


@pytest.fixture(
    params=[
        "sqlite",
        pytest.param("postgres", marks=pytest.mark.server),
        "telegram",
        pytest.param("matrix", marks=pytest.mark.server),
        pytest.param("matrix-encrypted", marks=pytest.mark.server),
    ]
)
async def anywhere(
    request: pytest.FixtureRequest,
) -> AsyncIterator[World | TelegramWorld | MatrixWorld]:
    """The whole bot with the sample task force: on the console and either database, and on the networks."""
    match request.param:
        case "telegram":
            async with telegram_world(request.getfixturevalue("sqlite_url")) as on_telegram:
                yield on_telegram
        case "matrix" | "matrix-encrypted":
            town = "encrypted_town" if request.param.endswith("encrypted") else "plain_town"
            url, where = request.getfixturevalue("sqlite_url"), request.getfixturevalue(town)
            async with matrix_world(url, where) as on_matrix:
                yield on_matrix
        case database:
            url = request.getfixturevalue(f"{database}_url")
            async with world(url, records=True) as running:
                yield running


@pytest.fixture(params=["plain", "encrypted"])
async def on_matrix(request: pytest.FixtureRequest, sqlite_url: str) -> AsyncIterator[MatrixWorld]:
    """The whole bot on Matrix, in plain and in encrypted rooms; tests that use it are marked `server`."""
    async with matrix_world(sqlite_url, request.getfixturevalue(f"{request.param}_town")) as running:
        yield running


@pytest.fixture
async def on_telegram(sqlite_url: str) -> AsyncIterator[TelegramWorld]:
    """The whole bot on Telegram, with the sample task force."""
    async with telegram_world(sqlite_url) as running:
        yield running


@pytest.fixture
async def direct(sqlite_url: str) -> AsyncIterator[Direct]:
    """The whole bot with the sample task force on Matrix, of which only rows and posts are there."""
    async with directly(sqlite_url) as running:
        yield running
