"""How Day 1 is run: the local runner and the `day1` command line."""

import sys

# Old syntax on purpose: an old Python has to get as far as the sentence.
if sys.version_info < (3, 11):  # noqa: UP036 - pip enforces it, a bare checkout does not
    sys.exit("Day 1 needs Python 3.11 or newer; this one is " + sys.version.split()[0])
