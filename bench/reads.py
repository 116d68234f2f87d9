"""Reads on a large register, and what the process weighs: `python bench/reads.py [INCIDENTS]`.

Lines are heard and answered as in the bot, on an SQLite file with a million incidents (by default);
the middle and the slowest of twenty of each kind are printed. Then: start to first answer, and
resident memory after 10,000 incidents logged through the bot.
"""

import gc
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from commands import line, ours, template

from bot.app import Liaison
from bot.config import Config
from bot.store import inbox
from bot.store.database import Database, Link
from bot.time.clock import SystemClock

TIMES = 20
LINES = (
    "/incident list",
    "/incident list sev>=5",
    "/incident list country:KE",
    "/incident list country:ZW",
    "/incident list closed cat:TRF.goods",
    "/incident list since:30d",
    "/incident list tag:border",
    "/incident list mine",
    "/incident list all",
    "/incident list since:1d sev>=5 tag:border",
    "/search truck",
    "/search jerrycans moyale",
    "/search busia moyale",
    "/search needle",
    "/search nowhere to be found",
    "/search شاحنة",
    "/incident 777777",
    "/status",
)
FILL = """
WITH RECURSIVE n(i) AS (SELECT 11 UNION ALL SELECT i + 1 FROM n WHERE i < :count)
INSERT INTO incident ({columns})
SELECT {values} FROM n, (SELECT * FROM incident WHERE number = 1)
"""
VARIED = {
    "number": "i",
    "title": "'Truck ' || i",
    "search_text": "'truck ' || i || ' stopped with jerrycans near ' || "
    "CASE i % 7 WHEN 0 THEN 'moyale' WHEN 1 THEN 'busia شاحنه' ELSE 'namanga' END || "
    "CASE WHEN i = :count / 2 THEN ' needle' ELSE '' END",
    "severity": "1 + (i * 7919 >> 4) % 5",
    "reported_at": "strftime('%Y-%m-%d %H:%M:%f000', 'now', ((i - :count) * 5) || ' minutes')",
    "status": "CASE WHEN i % 10 < 7 THEN 'closed' ELSE 'open' END",
    "outcome": "CASE WHEN i % 10 < 7 THEN 'resolved' ELSE NULL END",
    "live": "CASE WHEN i % 10 < 7 THEN 0 ELSE 1 END",
    "category": "CASE i % 4 WHEN 0 THEN 'TRF' WHEN 1 THEN 'MAR' WHEN 2 THEN 'CLI' ELSE 'CYB' END",
    "subcategory": "CASE i % 4 WHEN 0 THEN 'goods' ELSE '' END",
    "tlp": "CASE i % 3 WHEN 0 THEN 'TLP:GREEN' WHEN 1 THEN 'TLP:AMBER' ELSE 'TLP:AMBER+STRICT' END",
    "countries": 'CASE WHEN i = 500 THEN \'["ZW"]\' WHEN i % 3 THEN \'["KE","UG"]\' ELSE \'["LY"]\' END',
    "tags": "CASE i % 50 WHEN 0 THEN '[\"border\"]' ELSE '[]' END",
    "reporter_id": "CASE i % 1000 WHEN 0 THEN reporter_id ELSE reporter_id + 1 END",
}


def fill(link: Link, count: int) -> None:
    """Nothing; there are `count` incidents, unlike enough to be told apart."""
    link.begin()
    columns = [row[1] for row in link.raw.execute("PRAGMA table_info(incident)") if row[1] != "id"]
    values = ", ".join(VARIED.get(column, column) for column in columns)
    link.raw.execute(FILL.format(columns=", ".join(columns), values=values), {"count": count})
    link.raw.execute("UPDATE counter SET last = ?", (count,))
    link.commit()
    link.raw.execute("ANALYZE")


def reads(path: Path, count: int) -> None:
    """Nothing; what each kind of read took is printed."""
    database = Database(f"sqlite:///{path}")
    bot = Liaison(Config(), SystemClock(), [], database)
    bot.writer.close()
    link = database.connect()
    start = time.perf_counter()
    fill(link, count)
    print(
        f"{count:,} incidents, filled in {time.perf_counter() - start:.0f} s, {path.stat().st_size >> 20} MiB"
    )
    number = 0
    for text in LINES:
        took = []
        for _ in range(TIMES):
            number += 1
            work = link.begin()
            (key,) = inbox.store(work, [{**line(number), "text": text}])
            start = time.perf_counter()
            bot.dispatcher.act(work, key, bot.clock.now())
            took.append((time.perf_counter() - start) * 1000)
            link.commit()
        print(f"{statistics.median(took):8.1f} ms  (slowest {max(took):.1f})  {text}")


def memory(path: Path) -> None:
    """Nothing; the resident memory of this process after logging 10,000 incidents is printed."""
    ours(path, 10_000, 64)
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    resident = pages * os.sysconf("SC_PAGE_SIZE") >> 20
    print(f"resident after 10,000 incidents: {resident} MiB, at most {peak} MiB (asked: below 120)")


def start_up(url: str) -> None:
    """Nothing; the seconds from starting the program to its first answer are printed."""
    took = []
    for _ in range(5):
        start = time.perf_counter()
        found = subprocess.run(
            [sys.executable, "-m", "bot", "console"],
            env={**os.environ, "LIAISON_DATABASE_URL": url},
            input="/status\n",
            capture_output=True,
            text=True,
            check=True,
        )
        took.append(time.perf_counter() - start)
        assert "LAKES" in found.stdout
    print(f"start to first answer and end: {statistics.median(took):.2f} s (asked: below 1)")


def main() -> None:
    """Nothing; every figure is printed."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        start = template(folder)
        if "--memory" in sys.argv:
            memory(start)
            return
        start_up(f"sqlite:///{start}")
        subprocess.run([sys.executable, __file__, "1", "--memory"], check=True)
        gc.freeze()
        reads(start, count)


if __name__ == "__main__":
    main()
