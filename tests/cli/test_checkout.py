"""The repository itself: pinned, without addresses, and its entry points lead somewhere."""

import os
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from bot.cli.main import app

ROOT = Path(__file__).parents[2]
MADE = {"var", "build", "dist", "htmlcov", "node_modules", "__pycache__"}
UNWANTED = ("pypi" + ".org/simple", "/" + "work/", "helper" + "-", "session" + " began")


def files(folder: Path = ROOT) -> Iterator[Path]:
    """Every file of the repository, without what is made from it."""
    for path in sorted(folder.iterdir()):
        hidden = path.name.startswith(".") and path.name not in {".ci", ".gitignore"}
        if hidden or path.name in MADE or path.name == "config.toml" or path.suffix == ".egg-info":
            continue
        if path.is_dir():
            yield from files(path)
        else:
            yield path


def targets() -> set[str]:
    makefile = ROOT.joinpath("Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^(\w+):", makefile, re.MULTILINE))


def test_the_check_is_executable_and_runs_what_the_readme_tells() -> None:
    check = ROOT / ".ci" / "run"
    assert os.access(check, os.X_OK)
    lines = check.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "#!/usr/bin/env bash"
    assert "set -euo pipefail" in lines
    assert lines[-1] == "make test"
    made = [target for line in lines if line.startswith("make ") for target in line.split()[1:]]
    assert set(made) <= targets()
    readme = ROOT.joinpath("README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^make (\w+)$", readme, re.MULTILINE)) == {"run", "test"}


@pytest.mark.parametrize("name", ["constraints.txt", "constraints-dev.txt"])
def test_what_is_installed_is_pinned_by_hash_and_without_addresses(name: str) -> None:
    text = ROOT.joinpath(name).read_text(encoding="utf-8")
    assert "://" not in text
    pinned = {}
    for entry in text.replace("\\\n", " ").splitlines():
        found = re.fullmatch(
            r"([\w.-]+)(?:\[[\w,-]+\])?==(\S+)(?: ; .+?)?((?: +--hash=sha256:[0-9a-f]{64})+) *", entry
        )
        assert found, entry
        pinned[found[1]] = found[2]
    project = tomllib.loads(ROOT.joinpath("pyproject.toml").read_text(encoding="utf-8"))
    wanted = list(project["project"]["dependencies"])
    wanted += project["dependency-groups"]["dev"] if "dev" in name else []
    assert {re.split(r"[\[><=;]", one)[0] for one in wanted} <= set(pinned)


def test_no_file_tells_of_where_it_was_made() -> None:
    every = list(files())
    assert {ROOT / "README.md", ROOT / ".ci/run", ROOT / "bot/cli/main.py", Path(__file__)} <= set(every)
    found = [
        (str(path.relative_to(ROOT)), words)
        for path in every
        for words in UNWANTED
        if words in path.read_bytes().decode(errors="replace")
    ]
    assert found == []


def test_every_line_of_the_procfile_is_a_command_there_is() -> None:
    lines = ROOT.joinpath("Procfile").read_text(encoding="utf-8").splitlines()
    processes = dict(re.fullmatch(r"(\w+): (.+)", line).groups() for line in lines)  # type: ignore[union-attr] - else it fails
    scripts = tomllib.loads(ROOT.joinpath("pyproject.toml").read_text(encoding="utf-8"))["project"]["scripts"]
    assert processes
    for line in processes.values():
        program, command = line.split()
        assert program in scripts
        assert command in typer.main.get_command(app).commands


@pytest.mark.parametrize(
    "page", sorted(path for path in files() if path.suffix == ".md"), ids=lambda path: path.name
)
def test_the_links_of_a_page_lead_to_files(page: Path) -> None:
    for link in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
        assert "://" in link or page.parent.joinpath(link).exists(), link
