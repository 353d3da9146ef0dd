"""Tells an idea as its people would: drafted, asked about, submitted, and reviewed."""

from web.personas import BY_ID

from . import texts
from .company import Company, Json
from .leaders import lead
from .reviews import Reviewing


class IdeaStory:
    """One idea of `data/ideas`.

    Attributes:
        name: Of the idea; a pivot gives its child a name that nobody chose.
    """

    def __init__(self, company: Company, story: Json) -> None:
        self._company = company
        self._story = story
        self._id: str = story["id"]
        self._author: str = story["author"]
        self.name = f"ideas/{self._id}"

    def tell(self) -> None:
        """Tell it up to its last decision; experiments have stories of their own.

        What was told before, or went on without its story, stays as it is.
        """
        if self._is_told():
            return
        self._begin()
        self._gather()
        for number, revision in enumerate(self._story.get("revisions", [])):
            self._submit(number, revision)
        self._end()

    def find(self) -> str:
        """Return its name, once it is there."""
        if parent := self._story.get("pivotOf"):
            before = IdeaStory(self._company, texts.story("ideas", parent)).find()
            self.name = str(self._company.first("ideas", pivoted_from=before)["name"])
        return self.name

    def _is_told(self) -> bool:
        """Tell whether its last decision was made, or people went on with it."""
        told = self._company.find(self.find())
        if not told or told["state"].endswith(FINAL):
            return bool(told)
        if {"killed", "duplicateOf"} & set(self._story):
            return False
        revisions = self._story.get("revisions", [])
        if not all("outcome" in one["review"] for one in revisions[-1:]):
            return not told["state"].endswith(UNDECIDED)
        events = [entry["event"] for entry in told.get("history", [])]
        decided = sum(event in EVENTS.values() for event in events)
        return bool(revisions) and decided >= len(revisions)

    def _begin(self) -> None:
        if "pivotOf" in self._story:
            self._company.edit(self._author, self.find(), self._idea())
        else:
            self._company.create(self._author, "ideas", self._id, self._idea())
        if readers := self._story.get("sharedWith"):
            people = [f"people/{reader}" for reader in readers]
            note = "What would you ask before you believe this?"
            self._company.act(
                self._author, self.name, "share", readers=people, note=note
            )

    def _idea(self) -> Json:
        story = self._story
        document, about = story["document"], story.get("about", {})
        faqs = [*document.get("internalFaqs", []), texts.about(story)]
        leader = f"people/{story['leader']}"
        year = {"historicYear": story["year"]} if "year" in story else {}
        return {
            "document": {**document, "internalFaqs": faqs, "leader": leader},
            "visibility": "VISIBILITY_COMPANY",
            "countryCodes": ["US", "GB", "DE"],
            **about,
            **year,
            # Mechanisms of the demo are asked of what has this tag, and nothing else.
            "trendTags": [*about.get("trendTags", ["other"]), texts.TAG],
            "businessUnit": texts.BUSINESS_UNITS[BY_ID[self._author].team_id],
            "fictional": True,
        }

    def _gather(self) -> None:
        for number, piece in enumerate(self._story.get("evidence", [])):
            self._add_evidence(f"{self._id}-evidence-{number}", piece)
        for number, asked in enumerate(self._story.get("questions", [])):
            self._ask(f"{self._id}-question-{number}", asked)
        for number, drawn in enumerate(self._story.get("visuals", [])):
            self._draw(f"{self._id}-visual-{number}", drawn)

    def _add_evidence(self, evidence_id: str, piece: Json) -> None:
        body = {"source": "Invented for the demonstration", **piece}
        body["kind"] = f"EVIDENCE_KIND_{piece['kind']}"
        body["result"] = f"EVIDENCE_RESULT_{piece.get('result', 'SUPPORTS')}"
        body["tag"] = f"EVIDENCE_TAG_{piece.get('tag', 'NEED')}"
        body.pop("by", None)
        by = piece.get("by", self._author)
        self._company.create(by, f"{self.name}/evidence", evidence_id, body)

    def _ask(self, question_id: str, asked: Json) -> None:
        parent = f"{self.name}/questions"
        self._company.create(asked["by"], parent, question_id, {"text": asked["text"]})
        question = f"{parent}/{question_id}"
        for voter in asked.get("upvotes", []):
            self._company.act(voter, question, "upvote")
        if answer := asked.get("answer"):
            self._company.act(self._author, question, "answer", answer=answer)

    def _draw(self, visual_id: str, drawn: Json) -> None:
        body = {
            "caption": drawn["caption"],
            "fidelity": f"FIDELITY_{drawn.get('fidelity', 'SKETCH')}",
            "svg": texts.sketch(drawn["caption"]),
        }
        self._company.create(self._author, f"{self.name}/visuals", visual_id, body)

    def _submit(self, number: int, revision: Json) -> None:
        self._rework(number, revision)
        answer = self._company.act(self._author, self.name, "submit", str(number))
        submitted = answer.get("idea") or self._company.resource(self.name)
        review = Reviewing(
            self._company, self.name, submitted["revision"], self._author, revision
        )
        review.hold(self._story["leader"])
        if event := EVENTS.get(revision["review"].get("outcome", "")):
            self._company.await_event(self.name, event)

    def _rework(self, number: int, revision: Json) -> None:
        """Do what the last decision asked for, before it is submitted again."""
        for piece_number, piece in enumerate(revision.get("evidence", [])):
            self._add_evidence(f"{self._id}-again-{number}-{piece_number}", piece)
        if revision.get("reopen"):
            self._company.act(self._author, self.name, "reopen")
        for split in revision.get("splits", []):
            self._company.act(self._author, self.name, "splitDoor", **split)
        if changes := revision.get("changes"):
            self._company.edit(self._author, self.name, changes, str(number))

    def _prioritize(self, place: Json) -> None:
        """Give it a place on the roadmap, for what customers said."""
        names = [
            f"{self.name}/evidence/{self._id}-evidence-{number}"
            for number in place["evidence"]
        ]
        told = {**place, "evidence": names}
        self._company.act(self._author, self.name, "prioritize", **told)

    def _end(self) -> None:
        if place := self._story.get("roadmap"):
            self._prioritize(place)
        if target := self._story.get("duplicateOf"):
            self._company.act(
                self._author, self.name, "markDuplicate", duplicateOf=f"ideas/{target}"
            )
        if killed := self._story.get("killed"):
            leader = self._story["leader"]
            leader = lead(self._company, self.name, self._author, leader, "kill")
            self._company.act(leader, self.name, "kill", **killed)


FINAL = ("_PIVOTED", "_KILLED", "_WITHDRAWN", "_DUPLICATE")
"""States from which nothing moves an idea."""

UNDECIDED = ("_DRAFT", "_SUBMITTED", "_IN_REVIEW")
"""States of an idea whose last decision is still to come."""

EVENTS = {
    "APPROVE": "IdeaApproved",
    "DECLINE": "IdeaDeclined",
    "RETURN": "IdeaReturned",
}
"""What a decision leads to."""
