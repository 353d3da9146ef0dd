"""When to restart what keeps dying, and when to give up."""

HOPELESS = 5
WINDOW_SECONDS = 30.0
LONGEST_DELAY_SECONDS = 5.0


class Deaths:
    """Remembers the deaths of one process within the last 30 seconds."""

    def __init__(self) -> None:
        self._times: list[float] = []
        self._since_health = 0

    @property
    def are_hopeless(self) -> bool:
        """True after five deaths in the window without a sign of health between."""
        return min(self._since_health, len(self._times)) >= HOPELESS

    @property
    def delay(self) -> float:
        """Seconds to wait before the next start: 0, then 0.5, doubling up to 5."""
        restarts = len(self._times) - 1
        return min(2.0 ** (restarts - 2), LONGEST_DELAY_SECONDS) if restarts else 0.0

    def record(self, at: float) -> None:
        """Count one more, at a moment in seconds."""
        recent = [time for time in self._times if time > at - WINDOW_SECONDS]
        self._times = [*recent, at]
        self._since_health += 1

    def forgive(self) -> None:
        """Say that it works: what came before was not hopeless."""
        self._since_health = 0
