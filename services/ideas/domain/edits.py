"""Documents with one thing more or less; all else stays as it was."""

from dataclasses import replace

from chassis.domain import NotFound, Violation, reject
from chassis.labels import Label

from . import rules
from .document import Document, Door, Faq, FaqAudience

MAX_DOORS = 20
MAX_FAQS = 40
"""As the contract says; what is added one by one is counted here."""


def with_door_split(
    idea: Label, document: Document, door_id: str, into: tuple[Door, ...]
) -> Document:
    """Return it with smaller doors in the place of one.

    Raises `NotFound`, `InvalidInput`.
    """
    ids = [door.id for door in document.doors]
    if door_id not in ids:
        text = f"{idea} has no door {door_id}; it has: {rules.named(ids)}."
        raise NotFound(Violation("DOOR_NOT_FOUND", idea.name, text))
    place, doors = ids.index(door_id), list(document.doors)
    doors[place : place + 1] = [replace(one, split_from=door_id) for one in into]
    others = {one for one in ids if one != door_id}
    kept = replace(document, doors=tuple(d for d in document.doors if d.id in others))
    reject(
        *rules.door_id_taken(idea, into, others),
        rules.too_many_doors(idea, doors, MAX_DOORS),
        *rules.currency_mixed_in(kept, into),
    )
    return replace(document, doors=tuple(doors))


def with_faq(
    idea: Label, document: Document, audience: FaqAudience, faq: Faq
) -> Document:
    """Return it with one more entry in one of its FAQs. Raises `InvalidInput`."""
    is_internal = audience is FaqAudience.INTERNAL
    present = document.internal_faqs if is_internal else document.customer_faqs
    reject(
        rules.faq_id_taken(idea, faq.id, present),
        rules.too_many_faqs(idea, present, MAX_FAQS),
    )
    faqs = (*present, faq)
    if is_internal:
        return replace(document, internal_faqs=faqs)
    return replace(document, customer_faqs=faqs)
