"""A PostgreSQL cluster of our own, from Debian's packages: made, started, and stopped by process id."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Self

import psycopg

HOW = "PostgreSQL's programs are missing; get them with: apt-get install postgresql"


class Cluster:
    """A running cluster on 127.0.0.1, owned by an unprivileged user."""

    def __init__(self) -> None:
        self._programs = max(Path("/usr/lib/postgresql").glob("*/bin"))
        self._folder = Path(tempfile.mkdtemp(prefix="liaison-pg-"))
        self.port = free_port()

    @staticmethod
    def missing() -> str:
        """How to get what is missing, or nothing."""
        return "" if list(Path("/usr/lib/postgresql").glob("*/bin/initdb")) else HOW

    def __enter__(self) -> Self:
        if os.geteuid() == 0:
            shutil.chown(self._folder, "postgres")
        data = self._folder / "data"
        self._run(
            "initdb",
            "-D",
            str(data),
            "-A",
            "trust",
            "-U",
            "liaison",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        )
        options = f"-p {self.port} -k {self._folder} -c listen_addresses=127.0.0.1 -c max_connections=60 "
        options += "-c fsync=off -c full_page_writes=off"  # nothing outlives the tests
        self._run("pg_ctl", "-D", str(data), "-l", str(self._folder / "log"), "-o", options, "-w", "start")
        return self

    def __exit__(self, *_: object) -> None:
        pid = int((self._folder / "data" / "postmaster.pid").read_text().splitlines()[0])
        os.kill(pid, signal.SIGINT)
        for _ in range(100):
            if not (self._folder / "data" / "postmaster.pid").exists():
                break
            time.sleep(0.05)
        shutil.rmtree(self._folder, ignore_errors=True)

    def create(self, name: str, template: str = "template0") -> str:
        """The URL of a new database."""
        with psycopg.connect(
            host="127.0.0.1", port=self.port, user="liaison", dbname="postgres", autocommit=True
        ) as link:
            link.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"'.encode())
        return f"postgresql://liaison@127.0.0.1:{self.port}/{name}"

    def analyze(self, name: str) -> None:
        """Nothing; the server knows how much a database holds, as it does a minute after it was filled."""
        with psycopg.connect(host="127.0.0.1", port=self.port, user="liaison", dbname=name) as link:
            link.execute("ANALYZE")

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._programs / program), *arguments]
        if os.geteuid() == 0:
            pwd.getpwnam("postgres")
            command = ["runuser", "-u", "postgres", "--", *command]
        subprocess.run(
            command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=self._folder
        )


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
