"""What every measured bot has in common: its token, and the orders it takes."""

import os
import sys
import threading
import time
from collections.abc import Callable

TOKEN = "7000001:" + "A" * 35  # not a secret: made up for the emulator


def obey(broadcast: Callable[[], None]) -> None:
    """Nothing; from now on a thread does what standard input says, until its end, which is the process's.

    `cpu` is answered with the seconds of processor time used so far, `broadcast` is done.
    """
    threading.Thread(target=_listen, args=(broadcast,), daemon=True).start()


def _listen(broadcast: Callable[[], None]) -> None:
    for line in sys.stdin:
        if line.strip() == "broadcast":
            broadcast()
        else:
            print(time.process_time(), flush=True)
    os._exit(0)
