"""Tells a review: who reads, what they mark, what they argue about, who decides."""

from typing import Any

from deploy.api import Refused

from .company import Company, Json


class Reviewing:
    """The review of one revision, as far as its story goes."""

    def __init__(
        self, company: Company, idea: str, revision: str, author: str, story: Json
    ) -> None:
        self._company = company
        self._idea = idea
        self._revision = revision
        self._author = author
        self._story: Json = story["review"]
        self._name = ""

    def hold(self, leader: str) -> None:
        """Read, debate and decide. The leader decides what has a way back."""
        opened = self._company.until(self._opened, f"the review of {self._idea}")[0]
        self._name = opened["name"]
        is_full = opened["policy"].endswith("FULL")
        decider = self._story.get("decider") or leader
        self._refuse_first(decider)
        if is_full:
            self._start(decider)
        else:
            self._invite()
        self._read(decider, is_full=is_full)
        self._list_information(decider if is_full else self._author)
        self._discuss(decider)
        if outcome := self._story.get("outcome"):
            self._decide(decider, outcome)

    def _opened(self) -> list[Json]:
        """Return the review of the present revision, once it is open."""
        reviews = self._company.all("reviews", idea=self._idea)
        return [one for one in reviews if one["revision"] == self._revision]

    def _refuse_first(self, decider: str) -> None:
        """Try what a rule does not allow, before doing it as it should be."""
        if proxy := self._story.get("interpret"):
            self._interpret(decider, proxy)
        if "heavyProcessTried" in self._story:
            self._company.is_refused(
                decider,
                self._name,
                "start",
                "HEAVY_PROCESS_ON_TWO_WAY_DOOR",
                policy="REVIEW_POLICY_FULL",
            )

    def _interpret(self, decider: str, proxy: Json) -> None:
        """Ask what a survey means without saying how many answered; nobody knows."""
        try:
            self._company.ask(decider, "metrics:interpret", proxy)
        except Refused as refusal:
            if "PROXY_NOT_INTERPRETABLE" not in refusal.reasons:
                raise

    def _start(self, decider: str) -> None:
        people = f"people/{decider}"
        self._company.act(self._author, self._name, "nameDecider", decider=people)
        self._invite()
        self._company.act(decider, self._name, "start")

    def _invite(self) -> None:
        invited = [*self._story.get("readers", []), *self._story.get("late", [])]
        for reader in invited:
            self._company.act(
                self._author,
                self._name,
                "inviteReader",
                step=reader,
                reader=f"people/{reader}",
            )

    def _read(self, decider: str, *, is_full: bool) -> None:
        if self._story.get("unread"):
            return
        readers = self._story.get("readers", [])
        decides = is_full or "outcome" in self._story
        for reader in [*([decider] if decides else []), *readers]:
            self._company.act(reader, self._name, "finishReading")
        # The last position opens the debate: by then nobody can be led by another's.
        for reader, (side, text) in self._story.get("positions", {}).items():
            kind = f"POSITION_KIND_{side}"
            self._company.act(reader, self._name, "setPosition", kind=kind, text=text)

    def _list_information(self, by: str) -> None:
        """List what one would like to know; what is known no author says on FULL."""
        for number, (text, weight, state, source) in enumerate(
            self._story.get("needs", [])
        ):
            need = {
                "text": text,
                "weight": weight,
                "state": f"NEED_STATE_{state}",
                "source": source,
            }
            parent = f"{self._name}/informationNeeds"
            self._company.add(by, parent, need, str(number))

    def _discuss(self, decider: str) -> None:
        document = self._company.resource(self._name).get("document", [])
        sections = {one["id"]: one["text"] for one in document}
        for number, said in enumerate(self._story.get("comments", [])):
            self._comment(f"comment-{number}", said, sections)
        for number, debate in enumerate(self._story.get("debate", []), 1):
            topic = f"topic-{number}"
            said = {"kind": "DEBATE", "text": debate["text"], "topic": topic}
            self._comment(topic, {**said, "by": debate["by"]}, sections)
            if "outcome" not in debate:
                continue
            self._company.act(
                decider,
                self._name,
                "closeDebateTopic",
                step=topic,
                topic=topic,
                outcome=debate["outcome"],
            )
        if self._story.get("clearsBlocking"):
            self._clear()

    def _comment(self, step: str, said: Json, sections: dict[str, str]) -> None:
        body: Json = {
            "kind": f"COMMENT_KIND_{said.get('kind', 'COMMENT')}",
            "text": said["text"],
            "severity": f"COMMENT_SEVERITY_{said.get('severity', 'NOTE')}",
            "clearsWhen": said.get("clearsWhen", ""),
            "principle": said.get("principle", ""),
            "topic": said.get("topic", ""),
        }
        if "tag" in said:
            body["tag"] = f"COMMENT_TAG_{said['tag']}"
        if quote := said.get("quote"):
            text = sections[said["section"]]
            start = text.index(quote)
            place = {"start": start, "end": start + len(quote), "quote": quote}
            body["anchor"] = {"section": said["section"], **place}
        if "replace" in said:
            kind = "REPLACE" if said["replace"] else "STRIKE"
            body["suggestion"] = {
                "kind": f"SUGGESTION_KIND_{kind}",
                "replacement": said["replace"],
            }
        made = self._company.add(said["by"], f"{self._name}/comments", body, step)
        if made and "reply" in said:
            name = made["comment"]["name"]
            self._company.act(self._author, name, "reply", text=said["reply"])

    def _clear(self) -> None:
        """Let whoever blocked see that the new revision answers it."""
        path = f"{self._name}/comments?page_size=200"
        for comment in self._company.read(path).get("comments", []):
            is_open = comment["state"].endswith(("_OPEN", "_ANSWERED", "_CARRIED"))
            if is_open and comment.get("severity", "").endswith("BLOCKING"):
                by = comment["author"].removeprefix("people/")
                resolution = self._story["clearsBlocking"]
                name = comment["name"]
                self._company.act(by, name, "resolve", resolution=resolution)

    def _decide(self, decider: str, outcome: str) -> None:
        if reason := self._story.get("refusedWithoutReason"):
            self._company.is_refused(
                decider,
                self._name,
                "decide",
                reason,
                outcome=f"REVIEW_OUTCOME_{outcome}",
                rationale="No.",
            )
        fields = ("rationale", "conditions", "revisitWhen", "returnReason")
        ruling: dict[str, Any] = {
            field: self._story[field] for field in fields if field in self._story
        }
        outcome = f"REVIEW_OUTCOME_{outcome}"
        self._company.act(
            decider, self._name, "decide", outcome=outcome, soon=SOON, **ruling
        )


SOON = ("QUESTIONS_OPEN",)
"""An answer may be on its way."""
