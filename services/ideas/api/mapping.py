"""Between the words of the domain and the words of the contract."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from google.protobuf.field_mask_pb2 import FieldMask

from chassis.rpc.updates import masked
from chassis.values import as_fields
from day1.ideas.v1 import ideas_service_pb2 as pb

from ..domain import document as doc
from ..domain.idea import Idea


def to_message(idea: Idea) -> pb.Idea:
    """Return the idea as others see it."""
    document, cost = idea.document, idea.document.cost_of_failure
    return pb.Idea(
        name=idea.name,
        title=document.title,
        author=idea.author,
        team=idea.team,
        customer=pb.Customer(**as_fields(document.customer)),
        press_release=pb.PressRelease(**as_fields(document.press_release)),
        five_questions=pb.FiveQuestions(**as_fields(document.five_questions)),
        doors=[pb.Door(**as_fields(door)) for door in document.doors],
        cost_of_failure=pb.CostOfFailure(**as_fields(cost)) if cost else None,
        leader=document.leader,
        state=to_state(idea.state),
        revision=idea.revision,
        parent=idea.parent,
        review=idea.review,
        learning=idea.learning,
        create_time=idea.created_at,
        update_time=idea.updated_at,
        etag=str(idea.version),
        history=[
            pb.HistoryEntry(
                time=entry.at,
                actor=entry.actor,
                event=entry.event,
                state=to_state(entry.state),
            )
            for entry in idea.history
        ],
    )


def to_state(state: str) -> str:
    """Return the state in the words of the contract."""
    return f"IDEA_STATE_{state}"


def to_document(message: pb.Idea) -> doc.Document:
    """Return what the author wrote; output-only fields are ignored."""
    return doc.Document(**{path: read(message) for path, read in WRITABLE.items()})


def to_change(
    message: pb.Idea, mask: FieldMask
) -> Callable[[doc.Document], doc.Document]:
    """Return the change that an update asks for. Raises `InvalidInput`."""
    paths = masked(message, mask, WRITABLE)
    values = {path: WRITABLE[path](message) for path in paths}
    return lambda document: replace(document, **values)


def _customer(idea: pb.Idea) -> doc.Customer:
    customer = idea.customer
    return doc.Customer(customer.segment, customer.context, customer.need)


def _press_release(idea: pb.Idea) -> doc.PressRelease:
    release = idea.press_release
    claim = release.claim
    return doc.PressRelease(
        release.headline,
        doc.Claim(claim.metric, claim.baseline, claim.target, claim.by_date),
        release.summary,
        release.problem,
        release.benefit,
        release.journey,
        release.customer_quote,
    )


def _five_questions(idea: pb.Idea) -> doc.FiveQuestions:
    asked = idea.five_questions
    return doc.FiveQuestions(
        asked.who, asked.problem, asked.benefit, asked.evidence, asked.experience
    )


def _door(door: pb.Door) -> doc.Door:
    kind = doc.DoorKind(pb.DoorKind.Name(door.kind))
    undo = door.undo
    way_back = doc.Undo(undo.plan, undo.cost_usd, undo.days)
    has_undo = door.HasField("undo")
    return doc.Door(door.id, door.decision, kind, way_back if has_undo else None)


def _cost_of_failure(idea: pb.Idea) -> doc.CostOfFailure | None:
    if not idea.HasField("cost_of_failure"):
        return None
    cost = idea.cost_of_failure
    return doc.CostOfFailure(cost.loss_cap_usd, cost.customers_exposed)


WRITABLE: dict[str, Callable[[pb.Idea], Any]] = {
    "title": lambda idea: idea.title,
    "customer": _customer,
    "press_release": _press_release,
    "five_questions": _five_questions,
    "doors": lambda idea: tuple(map(_door, idea.doors)),
    "cost_of_failure": _cost_of_failure,
    "leader": lambda idea: idea.leader,
}
"""The fields that an author may write, and how to read them."""
