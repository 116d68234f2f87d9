"""The console's clock: the machine's, until a script sets it; then it moves only when told to."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.time.clock import SystemClock, WorldClock


class ConsoleClock:
    """A clock that runs, and stands once it was set."""

    def __init__(self) -> None:
        self._running = SystemClock()
        self._set: WorldClock | None = None
        self.zone = ZoneInfo("UTC")

    def now(self) -> datetime:
        """The present instant of the console's world."""
        return (self._set or self._running).now()

    def set(self, at: datetime) -> None:
        """Nothing; the clock shows this instant, and stands."""
        self._set = WorldClock(at)
