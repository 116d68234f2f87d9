"""Logging in: once, whole or not at all, again when the store is lost, and without a word of the secrets."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from synapse import Account, Synapse
from typer.testing import CliRunner, Result

from bot.cli.main import app
from bot.config import ConfigTrouble
from bot.transports.matrix import login as logging_in
from bot.transports.matrix.keys import load, locked, read
from bot.transports.matrix.signing import SigningKey

pytestmark = pytest.mark.server

FOLDER = Path("var") / "matrix"
Told = Callable[..., Result]
SECRETS = ("access_token", "pickle_key", "master", "self_signing", "user_signing")


class Operator:
    """Somebody at a terminal, and everything that was ever shown to them."""

    def __init__(self, server: Synapse) -> None:
        self.server = server
        self.shown = ""

    def configure(self, url: str = "") -> None:
        Path("config.toml").write_text(
            f'[matrix]\nhomeserver = "{url or self.server.url}"\n[log]\nlevel = "debug"\n', encoding="utf-8"
        )

    def types(self, line: str, typed: str = "") -> Result:
        told = CliRunner().invoke(app, line.split(), input=typed, env={"NO_COLOR": "1", "COLUMNS": "200"})
        assert told.exception is None or isinstance(told.exception, SystemExit), told.exception
        self.shown += told.output
        return told

    def logs_in(self, account: Account, more: str = "") -> Result:
        return self.types(f"matrix login --user {account.user_id} {more}", f"{account.password}\n")


@pytest.fixture
def operator(
    synapse: Synapse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Iterator[Operator]:
    """An operator in an empty directory; whatever they and the log were shown has no secret in it."""
    monkeypatch.chdir(tmp_path)
    found = Operator(synapse)
    found.configure()
    yield found
    out, err = capfd.readouterr()
    shown = found.shown + out + err
    for path in tmp_path.rglob("keys.json"):
        kept = json.loads(path.read_text())
        assert not [name for name in SECRETS if kept[name] in shown]
    assert "password of" not in shown
    assert not [
        path for path in tmp_path.rglob("*") if path.is_file() and b"password of" in path.read_bytes()
    ]


def known(server: Synapse, account: Account) -> dict[str, Any]:
    """What the server tells others of the account's keys."""
    asked = {"device_keys": {account.user_id: []}}
    found = server.call("POST", "matrix/client/v3/keys/query", account.access_token, asked)
    return {name: told.get(account.user_id, {}) for name, told in found.items()}


def test_a_login_by_password_leaves_a_signed_device_and_keys_for_its_owner_alone(operator: Operator) -> None:
    account = operator.server.newcomer("bot")
    told = operator.logs_in(account)
    assert told.exit_code == 0, told.output
    keys = load(FOLDER)
    assert f"Logged in: {account.user_id}, device {keys.device_id}" in told.output
    assert FOLDER.stat().st_mode & 0o777 == 0o700
    assert sorted(path.name for path in FOLDER.iterdir()) == ["crypto.db", "keys.json", "lock"]
    for path in FOLDER.iterdir():
        assert path.stat().st_mode & 0o777 == 0o600, path
    seen = known(operator.server, account)
    device = seen["device_keys"][keys.device_id]
    assert device["unsigned"]["device_display_name"] == "Liaison"
    assert f"ed25519:{SigningKey(keys.self_signing).public}" in device["signatures"][account.user_id]
    assert SigningKey(keys.master).public in str(seen["master_keys"])


def test_a_login_by_token_uses_its_device(operator: Operator) -> None:
    account = operator.server.newcomer("bot")
    Path("token").write_text(f"{account.access_token}\n")
    told = operator.types("matrix login --token-file token")
    assert told.exit_code == 0, told.output
    assert load(FOLDER).device_id == account.device_id
    for path in (FOLDER / "keys.json", FOLDER / "crypto.db"):
        path.unlink()
    again = operator.types("matrix login --token-file token")
    assert again.exit_code == 1
    assert "has the keys of another program, or of an earlier login" in again.output


def test_what_is_missing_is_asked_for(operator: Operator) -> None:
    account = operator.server.newcomer("bot")
    Path("config.toml").unlink()
    told = operator.types("matrix login", f"{operator.server.url}\n{account.user_id}\n{account.password}\n")
    assert told.exit_code == 0, told.output
    assert f'homeserver = "{operator.server.url}"' in told.output
    assert "http:// is not encrypted" in told.output


def test_a_second_login_is_refused_and_changes_nothing(operator: Operator) -> None:
    account = operator.server.newcomer("bot")
    operator.logs_in(account)
    before = (FOLDER / "keys.json").read_bytes()
    told = operator.logs_in(account)
    assert told.exit_code == 1
    assert "logged in already" in told.output
    assert "--again" in told.output
    assert (FOLDER / "keys.json").read_bytes() == before
    assert len(known(operator.server, account)["device_keys"]) == 1


def test_nobody_logs_in_while_the_bot_runs(operator: Operator) -> None:
    account = operator.server.newcomer("bot")
    with locked(FOLDER):
        told = operator.logs_in(account, "--again")
    assert told.exit_code == 1
    assert "the bot runs" in told.output
    assert read(FOLDER) is None


def test_again_is_a_new_device_of_the_same_identity_that_knows_whom_it_knew(operator: Operator) -> None:
    account = operator.server.newcomer("bot")
    operator.logs_in(account)
    before = load(FOLDER)
    with sqlite3.connect(FOLDER / "crypto.db") as link:
        link.execute("INSERT INTO pinned VALUES ('@amina:example.org', 'hers')")
        link.execute("INSERT INTO encryptedrooms (room_id, account_id) VALUES ('!sealed', 1)")
    link.close()
    told = operator.logs_in(account, "--again")
    assert told.exit_code == 0, told.output
    after = load(FOLDER)
    assert after.device_id != before.device_id
    assert after.pickle_key != before.pickle_key
    assert (after.master, after.self_signing) == (before.master, before.self_signing)
    with sqlite3.connect(FOLDER / "crypto.db") as link:
        assert link.execute("SELECT * FROM pinned").fetchall() == [("@amina:example.org", "hers")]
        assert link.execute("SELECT room_id FROM encryptedrooms").fetchall() == [("!sealed",)]
    link.close()
    assert list(known(operator.server, account)["device_keys"]) == [after.device_id]
    (aside,) = FOLDER.glob("before-*")
    assert aside.stat().st_mode & 0o777 == 0o700
    assert {"crypto.db", "keys.json"} <= {path.name for path in aside.iterdir()}
    assert (read(aside) or after).device_id == before.device_id


def test_a_lost_store_says_what_to_do_and_that_helps(operator: Operator) -> None:
    account = operator.server.newcomer("bot")
    operator.logs_in(account)
    before = load(FOLDER)
    (FOLDER / "crypto.db").unlink()
    with pytest.raises(ConfigTrouble, match=r"Log in anew: liaison matrix login$"):
        load(FOLDER)
    told = operator.logs_in(account)
    assert told.exit_code == 0, told.output
    assert load(FOLDER).device_id != before.device_id
    assert load(FOLDER).master == before.master


def test_a_foreign_identity_is_not_replaced_unasked(operator: Operator) -> None:
    account = operator.server.newcomer("bot")
    operator.logs_in(account)
    FOLDER.rename("elsewhere")
    told = operator.logs_in(account)
    assert told.exit_code == 1
    assert "has an identity that was made elsewhere" in told.output
    assert "--replace-identity" in told.output
    assert read(FOLDER) is None
    theirs = read(Path("elsewhere"))
    assert theirs is not None
    assert SigningKey(theirs.master).public in str(known(operator.server, account)["master_keys"])
    refused = operator.types("matrix login --replace-identity", "n\n")
    assert refused.exit_code == 1
    assert SigningKey(theirs.master).public in str(known(operator.server, account)["master_keys"])
    wrong = operator.types("matrix login --replace-identity", "y\nnot it at all\n")
    assert wrong.exit_code == 1
    assert "refuses the password" in wrong.output
    done = operator.types("matrix login --replace-identity", f"y\n{account.password}\n")
    assert done.exit_code == 0, done.output
    assert SigningKey(load(FOLDER).master).public in str(known(operator.server, account)["master_keys"])


@pytest.mark.parametrize("moment", ["_give_keys", "_vouch", "_settle", "_logged_out"])
def test_an_interrupted_login_goes_on_where_it_was(
    operator: Operator, moment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before and after each step, the first time and again: what was published is never lost."""
    account = operator.server.newcomer("bot")
    operator.logs_in(account)
    before = load(FOLDER)

    def power_cut(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(logging_in, moment, power_cut)
        told = operator.logs_in(account, "--again")
        assert told.exit_code != 0
    settled = moment == "_logged_out"
    assert (load(FOLDER).device_id == before.device_id) is not settled
    if not settled:
        told = operator.types("matrix login --again")
        assert told.exit_code == 0, told.output
        assert "Going on with the login" in told.output
    after = load(FOLDER)
    assert (after.device_id != before.device_id, after.master) == (True, before.master)
    assert not (FOLDER / "login").exists()
    assert after.device_id in known(operator.server, account)["device_keys"]


@pytest.mark.parametrize("cut", range(4))
def test_a_login_cut_while_it_moves_into_place_is_finished_by_the_next(
    operator: Operator, cut: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = operator.server.newcomer("bot")
    operator.logs_in(account)
    before = load(FOLDER)
    moves = iter(range(100))
    rename = Path.rename

    def cut_short(self: Path, target: Path) -> Path:
        if next(moves) == cut:
            raise KeyboardInterrupt
        return rename(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", cut_short)
        told = operator.logs_in(account, "--again")
    assert told.exit_code != 0
    half = read(FOLDER)
    assert half is None or logging_in.belongs(FOLDER / "crypto.db", half)
    told = operator.types("matrix login --again")
    assert told.exit_code == 0, told.output
    after = load(FOLDER)
    assert (after.device_id != before.device_id, after.master) == (True, before.master)
    assert logging_in.belongs(FOLDER / "crypto.db", after)
    assert not (FOLDER / "login").exists()


def test_a_refused_password_is_said(operator: Operator) -> None:
    account = operator.server.newcomer("bot")
    told = operator.types(f"matrix login --user {account.user_id}", "wrong password\n")
    assert (told.exit_code, "refuses the user or the password" in told.output) == (1, True)
    assert not (FOLDER / "keys.json").exists()


def test_a_server_that_is_none_is_said(operator: Operator) -> None:
    account = operator.server.newcomer("bot")
    told = operator.logs_in(account, "--homeserver http://127.0.0.1:9")
    assert (told.exit_code, "does not answer as a Matrix server does" in told.output) == (1, True)
    told = operator.logs_in(account, "--homeserver matrix.example.org")
    assert (told.exit_code, "begins with https://" in told.output) == (1, True)


def test_too_many_logins_are_said_with_the_wait(operator: Operator) -> None:
    with Synapse(limits=True) as limited:
        operator.server = limited
        operator.configure()
        account = limited.register("bot")
        for _ in range(6):
            told = operator.logs_in(account, "--again")
        assert told.exit_code == 1
        assert "try again in " in told.output
        assert int(told.output.rpartition("try again in ")[2].split()[0]) > 60


def test_trust_forgets_an_identity_also_while_the_bot_runs(operator: Operator) -> None:
    account = operator.server.newcomer("bot")
    assert operator.types("matrix trust @amina:example.org").exit_code == 1
    operator.logs_in(account)

    def pin() -> None:
        with sqlite3.connect(FOLDER / "crypto.db") as link:
            link.execute("INSERT INTO pinned VALUES ('@amina:example.org', 'hers'), ('@omar:x', 'his')")
        link.close()

    pin()
    told = operator.types("matrix trust @amina:example.org")
    assert (told.exit_code, "start it again" in told.output) == (0, False)
    told = operator.types("matrix trust @amina:example.org")
    assert (told.exit_code, "No identity of @amina:example.org is known" in told.output) == (1, True)
    assert operator.types("matrix trust @omar:x").exit_code == 0
    pin()
    with locked(FOLDER):
        told = operator.types("matrix trust @amina:example.org")
    assert (told.exit_code, "start it again" in told.output) == (0, True)
    assert (FOLDER / "crypto.db").stat().st_mode & 0o777 == 0o600
