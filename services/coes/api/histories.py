"""What COEs and mechanisms tell of lists that grow without end."""

from collections.abc import Mapping

from ..domain.names import PUBLIC

NEWEST = 100
"""So many entries of lists that grow without end are told."""

NAMES: Mapping[str, str] = {event.__name__: name for event, name in PUBLIC.items()}
"""What the contracts call an event in a history; the others are not told."""
