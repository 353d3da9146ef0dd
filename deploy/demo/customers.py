"""Customers who come by, and whom of them an experiment lets in.

The service lets a unit in by a hash of its id and the salt of the experiment. The same
is worked out here, so that a story need not ask about a hundred customers for each one
who takes part.
"""

import hashlib
from collections.abc import Iterator
from itertools import count, islice

BITS = 53


def is_let_in(salt: str, unit: str, share: float) -> bool:
    """Tell whether a unit takes part while this share of all units is let in."""
    digest = hashlib.sha256(f"{salt}/enrol/{unit}".encode()).digest()
    draw = int.from_bytes(digest[:8], "big") >> (64 - BITS)
    return draw < share * (1 << BITS)


class Visitors:
    """The customers of one experiment, who come by one after another.

    Args:
        salt: Of the experiment; its id if it has none of its own.
    """

    def __init__(self, salt: str) -> None:
        self._salt = salt
        self._numbers = count()

    def let_in(self, share: float, number: int) -> list[str]:
        """Return the next so many who are let in at this share."""
        return list(islice(self._let_in(share), number))

    def _let_in(self, share: float) -> Iterator[str]:
        for number in self._numbers:
            if is_let_in(self._salt, unit := f"customer-{number}", share):
                yield unit
