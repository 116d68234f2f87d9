"""What is shipped: a wheel with everything in it, and a program that starts and stops as a service does."""

import os
import shutil
import signal
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

from bot.store import schema

ROOT = Path(__file__).parents[2]
LEFT = shutil.ignore_patterns(".*", "var", "__pycache__", "build", "dist", "node_modules", "tests", "bench")
SCRIPT = "/incident new sev2 Truck\n/lang ar\n/incident 11\n"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of a copy of the checkout."""
    folder = tmp_path_factory.mktemp("build")
    shutil.copytree(ROOT, folder / "checkout", ignore=LEFT)
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", folder, folder / "checkout"],
        check=True,
        capture_output=True,
    )
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program, in a virtual environment that has the wheel and borrows what it depends on."""
    home = tmp_path_factory.mktemp("venv")
    venv.create(home, symlinks=True)
    python = home / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", python, "-q", "--disable-pip-version-check", "install"]
    subprocess.run([*pip, "--no-deps", "--no-index", wheel], check=True, env=bare_environment())
    (site,) = home.glob("lib/python*/site-packages")
    site.joinpath("borrowed.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return home / "bin" / "liaison"


def bare_environment(**more: str) -> dict[str, str]:
    """The environment without what leads back to the checkout."""
    return {
        key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "LIAISON_", "COV"))
    } | more


def test_everything_the_program_reads_is_in_the_wheel(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        str(path.relative_to(ROOT))
        for package in ("bot", "handlers")
        for path in ROOT.joinpath(package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    } | {f"bot/{path.relative_to(ROOT)}" for path in ROOT.glob("locales/*/LC_MESSAGES/liaison.po")}
    assert wanted - names == set()
    assert not [name for name in names if not name.startswith(("bot/", "handlers/", "liaison_bot-"))]


def test_the_wheel_alone_speaks_arabic_anywhere(installed: Path, tmp_path: Path) -> None:
    project = tomllib.loads(ROOT.joinpath("pyproject.toml").read_text(encoding="utf-8"))["project"]

    def says(*arguments: str, typed: str = "") -> tuple[str, str]:
        done = subprocess.run(
            [installed, *arguments],
            input=typed,
            cwd=tmp_path,
            env=bare_environment(),
            capture_output=True,
            check=True,
            encoding="utf-8",
        )
        return done.stdout, done.stderr

    assert says("--version") == (f"liaison {project['version']}\n", "")
    talked, complaints = says("console", "--memory", typed=SCRIPT)
    assert "INC-11" in talked
    assert "درجة الخطورة" in talked
    assert complaints == ""
    assert not list(tmp_path.iterdir())


def test_run_says_what_to_do_without_networks_and_stops_in_order(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/liaison.db"
    schema.upgrade(url)
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "run"],
        cwd=tmp_path,
        env=bare_environment(LIAISON_DATABASE_URL=url, PYTHONPATH=str(ROOT)),
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        assert process.stderr is not None
        try:
            said = ""
            while '"ready"' not in said:
                line = process.stderr.readline()
                assert line, said
                said += line
            process.send_signal(signal.SIGTERM)
            assert process.wait(10) == 0
            said += process.stderr.read()
        finally:
            process.kill()
    assert "no network is configured: see config.toml" in said
    assert '"stopping"' in said
    assert '"error"' not in said


def test_a_reader_that_goes_away_does_not_hold_the_console() -> None:
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as nobody:
        done = subprocess.run(
            [sys.executable, "-m", "bot", "console", "--memory"],
            input=b"/status\n/incident list\n:mark end\n",
            env=bare_environment(PYTHONPATH=str(ROOT)),
            stdout=nobody,
            stderr=subprocess.PIPE,
            check=False,
            timeout=20,
        )
    assert (done.returncode, done.stderr) == (0, b"")
