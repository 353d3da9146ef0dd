"""Words that hint at a weak correction or cause.

They only cause early warnings, because a list of words can be avoided. The rules in
`fix_rules` look at structure instead.
"""

import re

REMINDER = re.compile(
    r"\b(be (more )?careful|careful|more care|pay (more |close )?attention|remind"
    r"|remember|double[- ]?check|train(ing)?|awareness|be aware|make sure|ensure that"
    r" (people|everyone|teams?)|follow (the )?(protocol|process|procedure|rules)"
    r"|communicate|be vigilant|try harder|take care)\w*",
    re.IGNORECASE,
)
PROCESS = r"(process|procedure|protocol|checklist|runbook)\w*"
PROCESS_FOLLOWED = re.compile(
    rf"\b({PROCESS}\s+(was|were|had been|has been|have been)\s+"
    r"((?!not\b|never\b)\w+\s+)?(followed|respected|observed|kept to)"
    rf"|followed\s+((the|our|its|every|all)\s+)?(\w+\s+)?{PROCESS})",
    re.IGNORECASE,
)


def asks_people_to_remember(text: str) -> bool:
    """Tell whether it asks somebody to be careful."""
    return bool(REMINDER.search(text))


def hides_behind_the_process(text: str) -> bool:
    """Tell whether it says that the process was followed."""
    return bool(PROCESS_FOLLOWED.search(text))
