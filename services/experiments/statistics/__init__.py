"""What may be concluded from counts: pure functions, which never raise on data.

Where nothing can be known, they say so: an interval without ends, or None.
"""

from .bounds import mean_bounds, share_bounds
from .planning import conversions_needed, units_needed
from .ratio import recorded_ratio, sample_ratio
from .sequential import difference, difference_bounds
from .survey import answers_needed, compare_shares

__all__ = [
    "answers_needed",
    "compare_shares",
    "conversions_needed",
    "difference",
    "difference_bounds",
    "mean_bounds",
    "recorded_ratio",
    "sample_ratio",
    "share_bounds",
    "units_needed",
]
