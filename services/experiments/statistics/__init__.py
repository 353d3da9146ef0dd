"""What may be concluded from counts: pure functions, which never raise on data.

Where nothing can be known, they say so: an interval without ends, or None.
"""

from .ratio import sample_ratio
from .sequential import difference, lower_bound
from .survey import answers_needed, compare_shares

__all__ = [
    "answers_needed",
    "compare_shares",
    "difference",
    "lower_bound",
    "sample_ratio",
]
