"""The people of the demo: a visitor picks one and acts as them.

All are invented. Nobody is an administrator: what a person may do follows from
what they wrote, read, lead or own.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Persona:
    """One person of the demo company.

    Attributes:
        id: Short name, as in the cookie.
        full_name: For people.
        team_id: One of `TEAMS`.
        title: What they do.
        tenure_years: How long they have been here.
    """

    id: str
    full_name: str
    team_id: str
    title: str
    tenure_years: int

    @property
    def name(self) -> str:
        """Resource name, such as `people/ann`."""
        return f"people/{self.id}"

    @property
    def team(self) -> str:
        """Resource name of the team, such as `teams/books`."""
        return f"teams/{self.team_id}"


TEAMS = ("books", "family", "devices", "stores", "platform")

PERSONAS = (
    Persona("ann", "Ann Abara", "books", "Product manager", 8),
    Persona("ben", "Ben Brandt", "books", "Engineering lead", 12),
    Persona("cara", "Cara Costa", "family", "Product manager", 3),
    Persona("dan", "Dan Dietrich", "family", "Data scientist", 5),
    Persona("eve", "Eve Eriksen", "devices", "Hardware engineer", 17),
    Persona("finn", "Finn Fischer", "devices", "Designer", 1),
    Persona("gus", "Gus Garcia", "stores", "Store manager", 10),
    Persona("hana", "Hana Hayashi", "stores", "Software engineer", 4),
    Persona("ivo", "Ivo Ivanov", "stores", "Operations analyst", 2),
    Persona("joy", "Joy Jensen", "platform", "Principal engineer", 15),
    Persona("kai", "Kai Kowalski", "platform", "Reliability engineer", 6),
    Persona("lea", "Lea Laurent", "platform", "Software engineer", 9),
)

DEFAULT = PERSONAS[0]
"""Whom a visitor acts as before they pick."""

BY_ID = {persona.id: persona for persona in PERSONAS}

STAND_INS = (
    Persona("mia", "Mia Moreau", "books", "Product manager", 2),
    Persona("noah", "Noah Novak", "family", "Software engineer", 7),
    Persona("ola", "Ola Olsen", "devices", "Product manager", 11),
    Persona("pia", "Pia Pereira", "stores", "Operations analyst", 6),
    Persona("quin", "Quin Quist", "platform", "Software engineer", 3),
    Persona("rosa", "Rosa Rossi", "books", "Data scientist", 4),
    Persona("sam", "Sam Silva", "family", "Designer", 9),
    Persona("tess", "Tess Tanaka", "devices", "Software engineer", 13),
)
"""People whom no visitor picks: they lead ideas of the demo while others are busy."""

EVERYBODY = {persona.id: persona for persona in (*PERSONAS, *STAND_INS)}


def spoken(name: str) -> str:
    """Return how people call a resource name; the name itself when it is not known."""
    kind, _, short = name.partition("/")
    if kind == "people" and short in EVERYBODY:
        return EVERYBODY[short].full_name
    if kind in {"services", "teams"}:
        return f"{kind.removesuffix('s')} {short}"
    return name
