"""Logs hold ids and figures: no title, place, name, account or token, also when something breaks."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

LOGGED = Path(__file__).with_name("logged.py")
LINES = (
    "you@console> /taskforce org add HERONORG Heronry Service",
    "you@console> /taskforce add @heronhandle org:HERONORG",
    "heronhandle@console> /incident new sev3 tlp:amber place:heronville tag:herontag Heron title",
    "you@console> /incident log 11 heron entry",
    "you@console> /incidnt heron",
    "you@console> /incident new sev9 heron",
    "you@console> /search heron",
    "you@dm> /incident tlp 11 red heron",
    "you@console> /incident new sev2 tlp:red heron",
    "break you@console> /incident sev 11 5 heron reason",
    "mute you@console> /incident 11",
    ":edit /incident log 11 heron",
    "heronguest@console> heron hello",
    ":wait 2h",
)


def test_no_word_of_anybody_is_in_the_logs(sqlite_url: str) -> None:
    tests = LOGGED.parents[1]
    done = subprocess.run(
        [sys.executable, str(LOGGED), sqlite_url],
        input="\n".join(LINES),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(tests), str(tests.parent)])},
    )
    assert "Heron title" in done.stdout
    reference = re.search(r"E-\w{5}", done.stdout)
    logged = [json.loads(line) for line in done.stderr.splitlines()]
    events = {line["event"]: line for line in logged}
    assert reference is not None
    assert events["a line was set aside"]["reference"] == reference[0]
    assert events["a line was set aside"]["error"] == "ValueError"
    assert "grade" in events["a line was set aside"]["at"]
    assert events["a post could not be put into words"]["error"] == "ValueError"
    assert [line for line in logged if "heron" in json.dumps(line).casefold()] == []
