"""How long to wait after wrong passphrases; waiting is all that ever follows, nothing is wiped."""

from __future__ import annotations

from dataclasses import dataclass

LONGEST_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Attempts:
    """How often in a row the passphrase was wrong."""

    failures: int = 0

    @property
    def seconds_to_wait(self) -> int:
        """How long to wait before the next attempt: 0, then 1, 2, 4, 8, 16, and 30 from the sixth on."""
        if self.failures < 1:
            return 0
        return min(1 << min(self.failures - 1, 10), LONGEST_SECONDS)

    def failed(self) -> Attempts:
        """Count one more wrong passphrase."""
        return Attempts(self.failures + 1)

    def succeeded(self) -> Attempts:
        """Start from nothing after the right passphrase."""
        return Attempts()
