"""Something of everything that a page can show, made through the JSON API."""

from collections.abc import Callable, Mapping
from functools import cached_property
from uuid import uuid4

from tests.e2e.loop import (
    BACK_TO_CONTROL,
    PROVED,
    Correction,
    adopt,
    asked_of_reviews,
    fix,
    own_tag,
    propose,
    prove,
    reminder,
)
from tests.e2e.story import Product, Story, computed_rule

Rates = Mapping[str, float | Mapping[str, float]]

CLEAR: Rates = {"ordered": {"control": 0.2, "treatment": 0.9}, "returned": 0.02}
"""What customers did: metric to the share of them."""


class Company:
    """Ideas, reviews, experiments, COEs and mechanisms, each in a telling state."""

    def __init__(self, product: Product) -> None:
        self.product = product

    @cached_property
    def draft(self) -> Story:
        """An idea that can be submitted, and still be edited."""
        story = Story(self.product)
        story.draft_full(title="Bulbs that fit")
        return story

    def another_draft(self) -> Story:
        """Return an idea of a test's own, to be changed."""
        story = Story(self.product)
        story.draft()
        return story

    @cached_property
    def debate(self) -> Story:
        """A review of one-way doors, with marks, positions and a checklist."""
        story = Story(self.product, leader="lea")
        tag = f"debate-{uuid4().hex[:8]}"
        correction = Correction.by_hand(story, title="A promise nobody could keep")
        question = propose(story, asked_of_reviews(tag, correction.name))
        prove(story, question, {"coe": correction.name, **PROVED})
        adopt(story, question)
        story.draft_full(title="Every book in print", trendTags=[tag])
        story.submit()
        story.hold_debate()
        story.comment(
            "kai",
            "A number, please.",
            anchor={
                "section": "summary",
                "start": 0,
                "end": 11,
                "quote": "One million",
            },
            severity="COMMENT_SEVERITY_BLOCKING",
            clearsWhen="It says how many.",
        )
        story.act("kai", "setPosition", kind="POSITION_KIND_OBJECT", text="Too dear.")
        return story

    @cached_property
    def running(self) -> Story:
        """An experiment that collects, with results, on an idea with two revisions."""
        story = Story(self.product)
        story.draft(title="Boxes of the right size")
        story.submit()
        story.write("ann", f"/v1/{story.idea}:recall", {"reason": "Clearer words."})
        story.edit(competitorNotes="Others guess by age.")
        story.submit()
        story.approve()
        story.start(
            title="Half of the readers",
            decisionRule=computed_rule(),
            requiredInputs=[BACK_TO_CONTROL],
        )
        story.measure(units=400, rates=CLEAR)
        return story

    @cached_property
    def decided(self) -> Story:
        """An experiment that was decided, with what was learnt."""
        story = Story(self.product)
        story.draft(title="Parcels at the baker's")
        story.submit()
        story.approve()
        story.start(title="At ten bakers", decisionRule=computed_rule())
        story.measure(units=400, rates=CLEAR)
        story.decide()
        return story

    @cached_property
    def planned(self) -> Story:
        """An experiment that has not started yet."""
        story = Story(self.product)
        story.draft(title="A list for the holidays")
        story.submit()
        story.approve()
        story.plan(title="A list for some")
        return story

    @cached_property
    def correction(self) -> Correction:
        """A COE with a chain of whys, and a fix that is none."""
        correction = Correction.by_hand(Story(self.product), title="Boxes too large")
        correction.write(corrections=[reminder("Be careful."), fix("mechanisms/x")])
        return correction

    @cached_property
    def mechanism(self) -> str:
        """A mechanism that is not proved yet."""
        story = self.correction.story
        tag = own_tag(story, "idle")
        return propose(story, asked_of_reviews(tag, self.correction.name))

    @cached_property
    def placed(self) -> Story:
        """An idea with a place on the roadmap."""
        story = Story(self.product)
        story.draft(title="Groceries by diet")
        evidence = [one["name"] for one in story.all_evidence()]
        body = {"priority": 2, "reason": "Readers asked for it.", "evidence": evidence}
        story.write("ann", f"/v1/{story.idea}:prioritize", body)
        return story

    @cached_property
    def adopted(self) -> str:
        """A mechanism that acts."""
        adopted = self.product.api("ann").get("/v1/mechanisms?filter=state%3DADOPTED")
        return str(adopted["mechanisms"][0]["name"])


PAGES: dict[str, Callable[[Company], str]] = {
    "home": lambda _: "/",
    "ideas": lambda _: "/ideas",
    "new idea": lambda _: "/new/idea",
    "idea": lambda c: f"/{c.draft.idea}",
    "idea, edited": lambda c: f"/{c.draft.idea}/edit",
    "idea, tried": lambda c: f"/{c.running.idea}",
    "questions": lambda c: f"/{c.draft.idea}/questions",
    "evidence": lambda c: f"/{c.draft.idea}/evidence",
    "revisions": lambda c: f"/{c.running.idea}/revisions",
    "revision": lambda c: f"/{c.running.idea}/revisions/1.0",
    "diff": lambda c: f"/{c.running.idea}/diff?old=1.0",
    "reviews": lambda _: "/reviews",
    "reading room": lambda c: f"/{c.debate.review}",
    "decision": lambda c: f"/{c.debate.review}/decision",
    "experiments": lambda _: "/experiments",
    "new experiment": lambda c: f"/new/experiment?idea={c.planned.idea}",
    "experiment, planned": lambda c: f"/{c.planned.experiment}",
    "experiment, edited": lambda c: f"/{c.planned.experiment}/edit",
    "experiment": lambda c: f"/{c.running.experiment}",
    "measure": lambda c: f"/{c.running.experiment}/measure",
    "learn": lambda c: f"/{c.decided.experiment}/learn",
    "metrics": lambda _: "/metrics",
    "COEs": lambda _: "/coes",
    "new COE": lambda _: "/new/coe",
    "COE": lambda c: f"/{c.correction.name}",
    "COE, edited": lambda c: f"/{c.correction.name}/edit",
    "corrections": lambda _: "/corrections",
    "mechanisms": lambda _: "/mechanisms",
    "new mechanism": lambda c: f"/new/mechanism?coe={c.correction.name}",
    "mechanism, proposed": lambda c: f"/{c.mechanism}",
    "mechanism, adopted": lambda c: f"/{c.adopted}",
    "roadmap": lambda c: f"/roadmap?after={c.placed.idea}",
    "decision log": lambda _: "/decisions?verify=1",
    "Day 1": lambda _: "/day1",
    "Day 1, customers": lambda _: "/day1/customers",
    "Day 1, proxies": lambda _: "/day1/proxies",
    "Day 1, trends": lambda _: "/day1/trends",
    "Day 1, velocity": lambda _: "/day1/velocity",
    "loop health": lambda _: "/loop",
    "incidents": lambda _: "/loop/incidents",
    "nothing there": lambda _: "/ideas/nothing-there",
}
"""Every page that there is, by what people call it, and its address."""
