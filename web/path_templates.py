"""Path templates of `google.api.http`, such as `/v1/{name=ideas/*}:submit`.

Source: the comment of `google.api.HttpRule`, and AIP-127.
"""

import re
from dataclasses import dataclass

_VARIABLE = re.compile(r"\{([a-z0-9_.]+)(?:=([^{}]+))?\}")
_WILDCARDS = {"*": "[^/:]+", "**": "[^:]+"}
"""A colon begins a custom verb, so it ends a segment."""


@dataclass(frozen=True, slots=True)
class PathTemplate:
    """One template.

    Attributes:
        pattern: Matches whole paths; one group per variable.
        variables: Field paths, in the order of the groups.
    """

    pattern: re.Pattern[str]
    variables: tuple[str, ...]

    def match(self, path: str) -> dict[str, str] | None:
        """Return the variables by field path; None when it is another path."""
        if (found := self.pattern.fullmatch(path)) is None:
            return None
        return dict(zip(self.variables, found.groups(), strict=True))


def parse(template: str) -> PathTemplate:
    """Read a template. A variable without a pattern is one segment."""
    pattern, position, variables = "", 0, []
    for found in _VARIABLE.finditer(template):
        pattern += _literal(template[position : found.start()])
        pattern += f"({_literal(found[2] or '*')})"
        variables.append(found[1])
        position = found.end()
    pattern += _literal(template[position:])
    return PathTemplate(re.compile(pattern, re.DOTALL), tuple(variables))


def _literal(text: str) -> str:
    parts = re.split(r"(\*\*?)", text)
    return "".join(_WILDCARDS.get(part) or re.escape(part) for part in parts)
