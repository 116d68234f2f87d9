"""A real Matrix server to test against: Synapse as a process of its own, stopped by process id.

Nothing leaves the machine: it listens on 127.0.0.1, knows no other server, and asks nobody for keys.
"""

import base64
import hashlib
import hmac
import itertools
import json
import os
import shutil
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from postgres import free_port

NAME = "liaison.test"
SECRET = "for tests only"  # noqa: S105 - not a secret: the server lives as long as the tests
VENV = Path(os.environ.get("LIAISON_SYNAPSE") or Path(__file__).parent.parent / ".synapse-venv")
HOW = "Synapse is missing; get it with: make .synapse-venv/.installed"
FREE = {"per_second": 1e6, "burst_count": 1_000_000}
FREELY = {
    "rc_message": FREE,
    "rc_registration": FREE,
    "rc_admin_redaction": FREE,
    "rc_joins_per_room": FREE,
    "rc_key_requests": FREE,
    "rc_media_create": FREE,
    "rc_room_creation": FREE,
    "rc_login": dict.fromkeys(("address", "account", "failed_attempts"), FREE),
    "rc_joins": dict.fromkeys(("local", "remote"), FREE),
    "rc_invites": dict.fromkeys(("per_room", "per_user", "per_issuer"), FREE),
}


class RefusedError(Exception):
    """The server refused: the status and the body of its answer."""

    def __init__(self, status: int, body: dict[str, Any]) -> None:
        super().__init__(f"{status} {body}")
        self.status, self.body = status, body


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A user and the device they were registered with."""

    user_id: str
    access_token: str
    device_id: str
    password: str


class Synapse:
    """A running server; `url` is what a client is told to talk to.

    With `limits` it limits rates as it does out of the box, else not at all.
    """

    def __init__(self, *, limits: bool = False) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="liaison-synapse-"))
        self._port = free_port()
        self.url = f"http://127.0.0.1:{self._port}"
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._numbers = itertools.count(1)
        self._admin: Account | None = None

    @staticmethod
    def missing() -> str:
        """How to get what is missing, or nothing."""
        return "" if (VENV / "bin/synapse_homeserver").exists() else HOW

    def __enter__(self) -> Self:
        self._configure()
        try:
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _configure(self) -> None:
        key = base64.b64encode(os.urandom(32)).decode().rstrip("=")
        (self._folder / "signing.key").write_text(f"ed25519 a_test {key}\n")
        logging = {"version": 1, "root": {"level": "CRITICAL"}, "disable_existing_loggers": True}
        (self._folder / "log.yaml").write_text(json.dumps(logging))
        listener = {
            "port": self._port,
            "bind_addresses": ["127.0.0.1"],
            "type": "http",
            "resources": [{"names": ["client"]}],
        }
        config = {
            "server_name": NAME,
            "public_baseurl": self.url,
            "report_stats": False,
            "pid_file": str(self._folder / "pid"),
            "log_config": str(self._folder / "log.yaml"),
            "listeners": [listener],
            "database": {"name": "sqlite3", "args": {"database": str(self._folder / "synapse.db")}},
            "media_store_path": str(self._folder / "media"),
            "signing_key_path": str(self._folder / "signing.key"),
            "trusted_key_servers": [],
            "federation_domain_whitelist": [],
            "registration_shared_secret": SECRET,
            "macaroon_secret_key": SECRET,
            "form_secret": SECRET,
            "bcrypt_rounds": 4,
            **({} if self._limits else FREELY),
        }
        (self._folder / "homeserver.yaml").write_text(json.dumps(config))

    def start(self) -> None:
        """Nothing, once the server answers."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        with (self._folder / "output").open("ab") as output:
            self._process = subprocess.Popen(
                [VENV / "bin/python", "-m", "synapse.app.homeserver", "-c", "homeserver.yaml"],
                cwd=self._folder,
                env=kept | {"SYNAPSE_CACHE_FACTOR": "1"},
                stdout=output,
                stderr=output,
            )
        deadline = time.monotonic() + 60
        while not self._healthy():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError((self._folder / "output").read_text())
            time.sleep(0.05)

    def _healthy(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/health", timeout=5):  # noqa: S310 - our own address
                return True
        except OSError:
            return False

    def stop(self, *, kill: bool = False) -> None:
        """Nothing, once the process is gone."""
        if self._process is None:
            return
        if kill:
            self._process.kill()
        else:
            self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(10)
        self._process = None

    def restart(self, *, kill: bool = False) -> None:
        """Nothing, once it answers again at the same address; in a coroutine call it in a thread."""
        self.stop(kill=kill)
        self.start()

    def call(self, method: str, path: str, token: str = "", body: Any = None) -> dict[str, Any]:
        """What the server answers; RefusedError if it refuses. `path` begins after the first `/_`."""
        headers = {"Content-Type": "application/json"}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        data = None if body is None else json.dumps(body).encode()
        url = f"{self.url}/_{path}"
        request = urllib.request.Request(url, data, headers, method=method)  # noqa: S310 - our own address
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 - our own address
                found: dict[str, Any] = json.load(answer)
                return found
        except urllib.error.HTTPError as refused:
            with refused:
                raise RefusedError(refused.code, json.load(refused)) from None

    def register(self, name: str, *, admin: bool = False) -> Account:
        """A user of exactly that name."""
        where = "synapse/admin/v1/register"
        nonce, password = self.call("GET", where)["nonce"], f"password of {name}"
        said = "\0".join((nonce, name, password, "admin" if admin else "notadmin"))
        mac = hmac.new(SECRET.encode(), said.encode(), hashlib.sha1).hexdigest()
        asked = {"nonce": nonce, "username": name, "password": password, "admin": admin, "mac": mac}
        found = self.call("POST", where, body=asked)
        return _account(found, password)

    def newcomer(self, name: str = "user", *, admin: bool = False) -> Account:
        """A user nobody has met: the name gets a number, since the server outlives a test."""
        return self.register(f"{name}{next(self._numbers)}", admin=admin)

    def login(self, account: Account) -> Account:
        """The same user on a new device."""
        who = {"type": "m.id.user", "user": account.user_id}
        asked = {"type": "m.login.password", "identifier": who, "password": account.password}
        return _account(self.call("POST", "matrix/client/v3/login", body=asked), account.password)

    def revoke(self, access_token: str) -> None:
        """Nothing; the token and its device are gone."""
        self.call("POST", "matrix/client/v3/logout", access_token, {})

    def override_ratelimit(self, user_id: str) -> None:
        """Nothing; an admin has lifted the limits for that user."""
        self._admin = self._admin or self.register("admin", admin=True)
        where = f"synapse/admin/v1/users/{user_id}/override_ratelimit"
        self.call("POST", where, self._admin.access_token, {"messages_per_second": 0, "burst_count": 0})


def _account(found: dict[str, Any], password: str) -> Account:
    return Account(
        user_id=found["user_id"],
        access_token=found["access_token"],
        device_id=found["device_id"],
        password=password,
    )
