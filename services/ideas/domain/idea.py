"""The idea: a proposal that starts from the customer and works backwards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import ClassVar, cast

from typing_extensions import override

from chassis.checks import Evaluation, failures
from chassis.checks import warnings as check_warnings
from chassis.domain import (
    ERASED,
    Actor,
    Aggregate,
    DomainEvent,
    Transitions,
    Violation,
    allow,
    refuse,
    reject,
)
from chassis.labels import Label
from chassis.money import Money
from chassis.words import says_nothing

from . import events, rules
from .advice import advice
from .completeness import gaps, release_missing
from .document import Document, Door, Faq, FaqAudience
from .dossier import Dossier
from .edits import with_door_split, with_faq
from .evidence import Evidence, newest_since
from .life import (
    ACTIVE,
    CONFIRMED,
    FINAL,
    MANUAL_STATES,
    METHODS,
    TRANSITIONS,
    IdeaState,
)
from .outcome import Decision, Moved, Outcome, OutcomeKind
from .policy import Policy
from .profile import Profile, Visibility
from .question import Subject
from .revision import Revision
from .submission import Submission
from .submitting import frozen, submitted
from .text import essence_of

S = IdeaState

MAX_PAST = 100
"""Co-authors, and trends, of earlier drafts; as the contract says of its events."""


@dataclass(slots=True, kw_only=True)
class Idea(Aggregate):
    """A proposal, and the aggregate root of this service.

    Attributes:
        document: As it reads now; its leader is nominated first, and confirmed later.
        revision: "major.minor" of the document; frozen while submitted.
        review: Name of the review of this revision; empty before it opened.
        experiment: Name of the experiment that is open on it now; empty if none is.
        supporting: The experiments open on it that only add evidence.
        launched: Whether it ever was out; such an idea is not killed by one change.
        pivoted_from: Name of the idea that it goes on from; empty for none.
        learning_source: The experiment that the learning was copied from, if any.
        announced: Whether the company could ever see it.
        past_authors: Who was a co-author once, and is none now.
        past_tags: Trends that it named once, and does not name now.
        one_way_before: Doors that were one-way when submitted, or split, before.
        submitted: Fingerprint of what was submitted last.
        returned: The same, of what the last review returned; empty if it did not.
        inherited: What the idea that it goes on from said; empty without one.
        promised_until: Until when its approval said not to judge it.
        decider: Who approved its one-way doors, and so cannot lead it.
        leader_since: Since when the leader leads it; None while nominated.
        leader_vacant: Whether whoever was named leads another idea.
        reviewed_doors: One-way doors that a full review approved.
        quiet_after: An idea without an event for so long has gone quiet.
        told_at: When others were last told of an edit.
    """

    COLLECTION: ClassVar[str] = "ideas"
    TRANSITIONS: ClassVar[Transitions] = TRANSITIONS
    METHODS: ClassVar[Mapping[str, type[DomainEvent]]] = METHODS

    document: Document
    author: str
    team: str
    state: IdeaState = IdeaState.DRAFT
    revision: str = "1.0"
    review: str = ""
    pivoted_from: str = ""
    learning: str = ""
    learning_source: str = ""
    announced: bool = False
    launched: bool = False
    experiment: str = ""
    supporting: tuple[Label, ...] = ()
    profile: Profile = field(default_factory=Profile)
    priority: int | None = None
    priority_reason: str = ""
    priority_evidence: tuple[str, ...] = ()
    past_authors: tuple[str, ...] = ()
    past_tags: tuple[str, ...] = ()
    one_way_before: tuple[Door, ...] = ()
    submitted: str = ""
    returned: str = ""
    inherited: str = ""
    promised_until: datetime | None = None
    decider: str = ""
    leader_since: datetime | None = None
    leader_vacant: bool = False
    duplicate_of: str = ""
    outcome: Outcome | None = None
    shared_with: tuple[str, ...] = ()
    shared_at: datetime | None = None
    first_submitted_at: datetime | None = None
    conditions: tuple[str, ...] = ()
    reviewed_doors: tuple[str, ...] = ()
    quiet_after: timedelta = timedelta(days=90)
    told_at: datetime | None = None

    @classmethod
    def create(  # noqa: PLR0913 - what an idea begins with
        cls,
        idea_id: str,
        document: Document,
        profile: Profile = Profile(),  # noqa: B008 - frozen
        *,
        by: Actor,
        at: datetime,
        policy: Policy = Policy(),  # noqa: B008 - frozen
    ) -> "Idea":
        """Begin a draft. Anyone may. Raises `InvalidInput`."""
        cls._reject_unfit(document, policy)
        idea = cls(
            id=idea_id,
            document=document,
            profile=profile,
            author=by.name,
            team=by.team,
            quiet_after=policy.quiet_after,
            created_at=at,
            updated_at=at,
        )
        idea._began(events.IdeaCreated, by, at)
        return idea

    @property
    def authors(self) -> tuple[str, ...]:
        """Who writes it: the author first, then the co-authors."""
        return (self.author, *self.profile.co_authors)

    @property
    def writers(self) -> tuple[str, ...]:
        """Everybody who ever wrote it: none of them is somebody else to it."""
        return tuple(dict.fromkeys((*self.authors, *self.past_authors)))

    @property
    @override
    def label(self) -> Label:
        return Label(self.name, self.document.title)

    @property
    def subject(self) -> Subject:
        """What a question is about that is asked now."""
        return Subject(self.name, self.document.title, self.revision)

    @property
    def is_hidden(self) -> bool:
        """Whether only its team and some people may know of it."""
        return self.profile.visibility is Visibility.TEAM

    @property
    def audience(self) -> tuple[str, ...] | None:
        """The team and the people who may know of it; None for everybody."""
        if not self.is_hidden:
            return None
        people = (*self.authors, *self.profile.members, *self.shared_with)
        return tuple(dict.fromkeys(filter(None, (self.team, *people))))

    def is_visible_to(self, by: Actor) -> bool:
        """Tell whether a caller may know of it."""
        audience = self.audience
        return audience is None or by.name in audience or by.team in audience

    @property
    def copied_from(self) -> tuple[str, ...]:
        """The reviews and experiments that some of its texts were copied from."""
        sources = [self.learning_source, self.outcome.source if self.outcome else ""]
        if any(text != ERASED for text in self.conditions):
            sources.append(self.review)
        sources.extend(one.name for one in self.supporting if one.title != ERASED)
        return tuple(dict.fromkeys(filter(None, sources)))

    def erase(self, source: str, *, by: Actor, at: datetime) -> None:
        """Forget the texts that were copied from a review or an experiment."""
        if self.outcome and self.outcome.source == source:
            self.outcome = self.outcome.erased
        if self.learning_source == source:
            self.learning, self.learning_source = ERASED, ""
        if self.review == source:
            self.conditions = tuple(ERASED for _ in self.conditions)
        self.supporting = tuple(
            Label(one.name, ERASED) if one.name == source else one
            for one in self.supporting
        )
        self.remember(events.CopiedTextErased(of=self.name, at=at), by=by)

    @property
    def leader(self) -> str:
        """Who leads it, and decides its experiments; empty while nobody does.

        Before the approval somebody is only nominated, and what has ended has nobody.
        """
        return self.document.leader if self.state in CONFIRMED else ""

    @property
    def leads(self) -> str:
        """Whom it takes all of; empty while it takes nobody."""
        is_led = self.state in ACTIVE and self.leader_since is not None
        return self.document.leader if is_led else ""

    @property
    @override
    def possible(self) -> list[str]:
        pointless = "AssignLeader" if self.leads else "TransferLeader"
        allowed = super(Idea, self).possible
        return [method for method in allowed if method != pointless]

    @property
    @override
    def wake_at(self) -> datetime | None:
        """When it will have gone quiet; never twice in a row."""
        last = self.history[-1].event if self.history else ""
        if last == events.IdeaWentQuiet.__name__ or self.state in FINAL:
            return None
        return self.updated_at + self.quiet_after

    @override
    def wake(self, *, by: Actor, at: datetime) -> None:
        quiet = events.IdeaWentQuiet(
            idea=self.name,
            last_event_time=self.updated_at,
            state=self.state,
            team=self.team,
            at=at,
        )
        self.record(quiet, by=by)

    def discussed(self, *, by: Actor, at: datetime) -> None:
        """Note that it was spoken of: it is quiet so much later."""
        self.remember(events.IdeaDiscussed(idea=self.name, at=at), by=by)

    def allow_author(self, by: Actor) -> None:
        """Raise `NotAllowed` unless the author asks."""
        allow(rules.not_author(self.label, [self.author], by))

    def allow_authors(self, by: Actor) -> None:
        """Raise `NotAllowed` unless the author or a co-author asks."""
        allow(rules.not_author(self.label, self.authors, by))

    def allow_insiders(self, by: Actor) -> None:
        """Raise `NotAllowed` unless an author or the leader asks."""
        insiders = [*self.authors, *filter(None, [self.document.leader])]
        allow(rules.not_author(self.label, insiders, by))

    def update(
        self,
        document: Document | None,
        profile: Profile | None = None,
        *,
        by: Actor,
        at: datetime,
        policy: Policy = Policy(),  # noqa: B008 - frozen
    ) -> None:
        """Change a draft, or what may be said about an idea whose text is frozen.

        What is None stays. Raises `InvalidInput`, `NotAllowed`, `RuleBroken`.
        """
        self._reject_unfit(document or self.document, policy)
        is_manual = self._is_manual(document)
        if is_manual and profile is None:
            self.allow_insiders(by)
        else:
            self.allow_authors(by)
        is_beside = self.state is not S.DRAFT and (document is None or is_manual)
        event = events.IdeaProfileUpdated if is_beside else events.IdeaUpdated
        self.expect(event)
        self._allow_profile(profile or self.profile, policy, at)
        self._allow_manual(document or self.document)
        self._note_past(profile or self.profile)
        self.document = document or self.document
        self.profile = profile or self.profile
        if not (self.announced or self.is_hidden):
            self._began(events.IdeaOpened, by, at)
        self._tell(event, by, at, policy)

    def share(
        self, readers: tuple[str, ...], note: str, *, by: Actor, at: datetime
    ) -> None:
        """Show a draft to readers, who may ask. Raises `NotAllowed`, `RuleBroken`."""
        self.allow_author(by)
        self.expect(events.IdeaShared)
        shown_to = tuple(dict.fromkeys((*self.shared_with, *readers)))
        everybody = "a call without readers shows it to everybody"
        is_closed = self.is_hidden and not readers
        refuse(
            release_missing(self.name, self.document),
            rules.readers_too_many(self.label, shown_to),
            rules.visibility_too_narrow(self.label, everybody, is_hidden=is_closed),
        )
        shared = events.IdeaShared(
            idea=self.name,
            title=self.document.title,
            author=self.author,
            readers=readers,
            note=note,
            at=at,
        )
        self.record(shared, by=by)
        self.shared_with = shown_to
        self.shared_at = self.shared_at or at

    def submission(self, dossier: Dossier, at: datetime, policy: Policy) -> Submission:
        """Return what would be submitted now."""
        return Submission(
            name=self.name,
            team=self.team,
            revision=self.revision,
            authors=self.writers,
            document=self.document,
            profile=self.profile,
            dossier=dossier,
            at=at,
            policy=policy,
            first_submitted_at=self.first_submitted_at,
            pivoted_from=self.pivoted_from,
            one_way_before=self.one_way_before,
            returned=self.returned,
            inherited=self.inherited,
            past_tags=self.past_tags,
        )

    def allow_submission(self, by: Actor) -> None:
        """Raise `NotAllowed` or `RuleBroken` if nobody need look at the text at all."""
        self.allow_author(by)
        self.expect(events.IdeaSubmitted)

    def submit(
        self, what: Submission, evaluations: Sequence[Evaluation], *, by: Actor
    ) -> Revision:
        """Ask for a review of a revision, which is returned, frozen.

        Refused with everything that is missing, and every check that fails, at once.
        """
        self.allow_submission(by)
        refuse(*gaps(what), *failures(self.name, evaluations))
        warnings = (*advice(what), *check_warnings(self.name, evaluations))
        revision = frozen(what, warnings, by=by)
        self.record(submitted(what, revision), by=by)
        self.first_submitted_at = self.first_submitted_at or what.at
        self._note_one_way(self.document)
        self.submitted, self.returned = what.fingerprint, ""
        return revision

    def recall(self, reason: str, *, by: Actor, at: datetime) -> None:
        """Take the revision back to edit it.

        Raises `InvalidInput`, `NotAllowed`, `RuleBroken`.
        """
        self.allow_author(by)
        self.expect(events.IdeaRecalled)
        reject(says_nothing(reason, "reason"))
        recalled = events.IdeaRecalled(
            idea=self.name, revision=self.revision, reason=reason, at=at
        )
        self.record(recalled, by=by)
        self._next_revision()

    def reopen(self, evidence: Sequence[Evidence], *, by: Actor, at: datetime) -> None:
        """Bring a declined idea back. Raises `NotAllowed`, `RuleBroken`."""
        self.allow_author(by)
        self.expect(events.IdeaReopened)
        declined = cast("Outcome", self.outcome)
        newest = newest_since(evidence, declined.at)
        refuse(rules.reopen_needs_new_evidence(self.label, declined.at, newest))
        major = int(self.revision.split(".")[0]) + 1
        reopened = events.IdeaReopened(
            idea=self.name,
            revision=f"{major}.0",
            declined_because=declined.reason,
            at=at,
        )
        self.record(reopened, by=by)
        self.revision, self.review = f"{major}.0", ""

    def withdraw(
        self,
        reason: str,
        open_coes: Sequence[Label] = (),
        *,
        by: Actor,
        at: datetime,
    ) -> None:
        """Give it up. Raises `InvalidInput`, `NotAllowed`, `RuleBroken`."""
        self.allow_author(by)
        self.expect(events.IdeaWithdrawn)
        reject(says_nothing(reason, "reason"))
        refuse(
            rules.experiment_open(self.label, self.supporting),
            self._promise_broken(open_coes, at),
        )
        withdrawn = events.IdeaWithdrawn(
            idea=self.name, revision=self.revision, reason=reason, at=at
        )
        self.record(withdrawn, by=by)
        self.outcome = Outcome(OutcomeKind.WITHDRAWN, reason, "", at)

    def allow_duplicate(self, target: "Idea", *, by: Actor) -> None:
        """Raise `NotAllowed` or `RuleBroken` if it is no duplicate of the target."""
        self.allow_author(by)
        self.expect(events.IdeaMarkedDuplicate)
        what = "its questions and evidence would be shown to others, or hidden"
        refuse(
            rules.duplicate_target_invalid(
                self.label,
                target.label,
                target.duplicate_of,
                target.state if target.state in FINAL else "",
            ),
            *(
                rules.visibility_too_narrow(idea.label, what, is_hidden=idea.is_hidden)
                for idea in (self, target)
            ),
        )

    def mark_duplicate(
        self, target: str, moved: Moved, *, by: Actor, at: datetime
    ) -> None:
        """Another idea says it; so many questions and evidence have moved there."""
        marked = events.IdeaMarkedDuplicate(
            idea=self.name,
            duplicate_of=target,
            moved_questions=moved.questions,
            moved_evidence=moved.evidence,
            at=at,
        )
        self.record(marked, by=by)
        self.duplicate_of = target
        self.outcome = Outcome(OutcomeKind.DUPLICATE, f"See {target}.", "", at)

    def assign_leader(
        self, person: str, leads: Label | None, *, by: Actor, at: datetime
    ) -> None:
        """Name the leader; `leads` is the idea that the person leads already.

        Raises `NotAllowed`, `RuleBroken`.
        """
        if self.leads:
            self._allow_leader(by)
        elif by.name != self.document.leader:
            self.allow_author(by)
        self._lead(events.IdeaLeaderAssigned, person, leads, by, at)

    def transfer_leader(
        self, person: str, leads: Label | None, *, by: Actor, at: datetime
    ) -> None:
        """Hand it over to somebody else. Raises `NotAllowed`, `RuleBroken`."""
        self._allow_leader(by)
        self._lead(events.IdeaLeaderTransferred, person, leads, by, at)

    def split_door(
        self,
        door_id: str,
        into: tuple[Door, ...],
        *,
        by: Actor,
        at: datetime,
        policy: Policy,
    ) -> None:
        """Replace a door by smaller ones, in its place.

        Raises `NotFound`, `InvalidInput`, `NotAllowed`, `RuleBroken`.
        """
        self.allow_authors(by)
        self.expect(events.IdeaUpdated)
        document = with_door_split(self.label, self.document, door_id, into)
        self._reject_unfit(document, policy, "into")
        self._note_one_way(self.document, door_id)
        self.update(document, by=by, at=at, policy=policy)

    def promote(
        self,
        audience: FaqAudience,
        faq: Faq,
        *,
        by: Actor,
        at: datetime,
        policy: Policy,
    ) -> None:
        """Put a question with its answer into an FAQ.

        Raises `InvalidInput`, `NotAllowed`, `RuleBroken`.
        """
        self.allow_authors(by)
        self.expect(events.IdeaUpdated)
        document = with_faq(self.label, self.document, audience, faq)
        self._reject_unfit(document, policy, "name")
        self.update(document, by=by, at=at, policy=policy)

    def launch(
        self, open_coes: Sequence[Label] = (), *, by: Actor, at: datetime
    ) -> None:
        """Declare it out; nobody leads it then. Raises `NotAllowed`, `RuleBroken`."""
        self._allow_leader(by)
        self.expect(events.IdeaLaunched)
        document = self.document
        refuse(
            rules.manual_not_written(self.label, document),
            rules.one_way_door_not_reviewed(self.label, document, self.reviewed_doors),
            rules.coe_open(self.label, open_coes),
        )
        launched = events.IdeaLaunched(
            idea=self.name,
            title=document.title,
            team=self.team,
            leader=document.leader,
            at=at,
        )
        self.record(launched, by=by)
        self.launched = True
        self._led_by("", None)

    def stop(
        self,
        reason: str,
        learning: str,
        open_coes: Sequence[Label] = (),
        *,
        by: Actor,
        at: datetime,
    ) -> None:
        """Kill it, while no experiment is open on it.

        Raises `InvalidInput`, `NotAllowed`, `RuleBroken`.
        """
        self._allow_leader(by)
        self.expect(events.IdeaStopped)
        reject(says_nothing(reason, "reason"))
        refuse(
            rules.learning_required(self.label, learning),
            rules.experiment_open(self.label, self.supporting),
            self._promise_broken(open_coes, at),
        )
        self._die(events.IdeaStopped, "", reason, learning, by, at)

    def prioritize(
        self,
        priority: int,
        evidence: tuple[str, ...],
        reason: str,
        *,
        by: Actor,
        at: datetime,
    ) -> None:
        """Move it on the roadmap. Raises `InvalidInput`, `NotAllowed`, `RuleBroken`."""
        self.allow_insiders(by)
        self.expect(events.IdeaReprioritized)
        reject(says_nothing(reason, "reason"))
        before = self.priority_evidence
        refuse(rules.priority_needs_new_evidence(self.label, evidence, before))
        reprioritized = events.IdeaReprioritized(
            idea=self.name,
            priority=priority,
            previous_priority=self.priority,
            evidence=evidence,
            reason=reason,
            at=at,
        )
        self.record(reprioritized, by=by)
        self.priority, self.priority_reason = priority, reason
        self.priority_evidence = evidence

    def start_review(
        self, review: str, revision: str, *, by: Actor, at: datetime
    ) -> None:
        """A review has opened; one of what is not asked for now changes nothing."""
        if revision != self.revision or self.state is not S.SUBMITTED:
            return
        started = events.IdeaReviewStarted(
            idea=self.name, revision=revision, review=review, at=at
        )
        self.record(started, by=by)
        self.review = review

    def is_stale(self, decision: Decision, *, by: Actor, at: datetime) -> bool:
        """Tell whether a decision came too late to matter, and note it if so.

        It is on an older revision, or on one that nobody waits for any more.
        """
        waits = self.state in {S.SUBMITTED, S.IN_REVIEW}
        if decision.revision == self.revision and waits:
            return False
        ignored = events.IdeaStaleDecisionIgnored(
            idea=self.name,
            revision=decision.revision,
            current_revision=self.revision,
            review=decision.review,
            at=at,
        )
        self.remember(ignored, by=by)
        return True

    def approve(
        self, decision: Decision, leads: str = "", *, by: Actor, at: datetime
    ) -> None:
        """The review said yes; `leads` is the idea that its leader leads already.

        Then the idea is approved all the same, and its leader is vacant.
        """
        self.expect(events.IdeaApproved)
        vacant = self._is_taken(decision.leader, leads)
        document = self.document
        approved = events.IdeaApproved(
            idea=self.name,
            revision=decision.revision,
            review=self.review,
            title=document.title,
            team=self.team,
            leader="" if vacant else decision.leader,
            doors=document.doors,
            loss_cap=document.loss_cap,
            conditions=decision.conditions,
            leader_vacant=vacant,
            trend_tags=(*self.profile.trend_tags, *self.past_tags),
            door_kinds=document.door_kinds,
            patience_until_time=self.profile.patience_until,
            currency_code=document.currency_code,
            at=at,
        )
        self.record(approved, by=by)
        self.conditions = decision.conditions
        self.reviewed_doors = document.one_way_doors if decision.is_full else ()
        self.decider = decision.decider if decision.is_full else ""
        self.promised_until = self.profile.patience_until
        self._take_over(decision.leader, leads, by, at)

    def send_back(self, decision: Decision, *, by: Actor, at: datetime) -> None:
        """The review sent it back to its author."""
        returned = events.IdeaReturned(
            idea=self.name,
            revision=decision.revision,
            reason=decision.rationale,
            at=at,
        )
        self.record(returned, by=by)
        self._decided(OutcomeKind.RETURNED, decision, at)
        self.returned = self.submitted
        self._next_revision()

    def decline(self, decision: Decision, *, by: Actor, at: datetime) -> None:
        """The review said no."""
        declined = events.IdeaDeclined(
            idea=self.name,
            revision=decision.revision,
            reason=decision.rationale,
            at=at,
        )
        self.record(declined, by=by)
        self._decided(OutcomeKind.DECLINED, decision, at)

    def experiment_started(
        self, experiment: str, leads: str = "", *, by: Actor, at: datetime
    ) -> None:
        """An experiment on it runs; it takes all of its leader again.

        `leads` is the idea that the leader leads meanwhile, if any. An idea that a
        person ended while the experiment started stays ended.
        """
        if self.state in FINAL:
            return
        self.expect(events.IdeaExperimenting)
        leader = self.document.leader
        vacant = self._is_taken(leader, leads)
        started = events.IdeaExperimenting(
            idea=self.name,
            experiment=experiment,
            leader="" if vacant else leader,
            leader_vacant=vacant,
            at=at,
        )
        self.record(started, by=by)
        self.experiment = experiment
        if not leader:
            self.leader_vacant = True
        elif self.leader_since is None:
            self._take_over(leader, leads, by, at)

    def supporting_started(self, experiment: Label, *, by: Actor, at: datetime) -> None:
        """An experiment on it runs that only adds evidence."""
        if all(one.name != experiment.name for one in self.supporting):
            self.supporting += (experiment,)
            self.remember(events.CopyUpdated(of=experiment.name, at=at), by=by)

    def supporting_ended(self, experiment: str, *, by: Actor, at: datetime) -> None:
        """An experiment ended, which may be one that only adds evidence."""
        left = tuple(one for one in self.supporting if one.name != experiment)
        if left != self.supporting:
            self.supporting = left
            self.remember(events.CopyUpdated(of=experiment, at=at), by=by)

    def experiment_aborted(self, experiment: str, *, by: Actor, at: datetime) -> None:
        """The experiment ended and settled nothing: back to where the idea came from.

        Like every end of an experiment that is not open on it, this may come from a
        draft that never started, and then changes nothing.
        """
        if experiment != self.experiment:
            return
        self._come_back(experiment, by, at)

    def scale(self, experiment: str, learning: str, *, by: Actor, at: datetime) -> None:
        """The experiment that is open on it decided to scale it."""
        if experiment != self.experiment:
            return
        scaling = events.IdeaScaling(
            idea=self.name, experiment=experiment, learning=learning, at=at
        )
        self.record(scaling, by=by)
        self._ended(OutcomeKind.SCALED, experiment, learning, at)

    def pivot(
        self, experiment: str, child_id: str, learning: str, *, by: Actor, at: datetime
    ) -> "Idea | None":
        """Return the child that goes on with what was learnt.

        None, and nothing changes, if the experiment is not the one open on it. What
        was launched before lives on.
        """
        if experiment != self.experiment:
            return None
        child = self._child(child_id, experiment, learning, by, at)
        if self.launched:
            self._come_back(experiment, by, at)
            self.learning, self.learning_source = learning, experiment
        else:
            pivoted = events.IdeaPivoted(
                idea=self.name,
                experiment=experiment,
                new_idea=child.name,
                learning=learning,
                team=self.team,
                at=at,
            )
            self.record(pivoted, by=by)
            self._ended(OutcomeKind.PIVOTED, experiment, learning, at)
        return child

    def kill(self, experiment: str, learning: str, *, by: Actor, at: datetime) -> None:
        """The experiment open on it said stop; what was launched before lives on."""
        if experiment != self.experiment:
            return
        if self.launched:
            self._come_back(experiment, by, at)
            self.learning, self.learning_source = learning, experiment
            return
        reason = f"{experiment} was decided so."
        self._die(events.IdeaKilled, experiment, reason, learning, by, at)

    @override
    def wrong_state(self, event: type[DomainEvent]) -> Violation:
        if event not in {events.IdeaUpdated, events.IdeaVisualAdded}:
            return Aggregate.wrong_state(self, event)
        text = f"Revision {self.revision} of {self.name} is frozen ({self.state})."
        return Violation(
            "REVISION_IMMUTABLE", self.name, f"{text} Recall the idea to edit it."
        )

    @property
    def _avoided_cost(self) -> Money | None:
        """What building it would have cost; nothing is avoided once it is out."""
        bet = self.document.bet
        return bet.build_cost if bet and not self.launched else None

    def _allow_leader(self, by: Actor) -> None:
        leader = "" if self.leader_vacant else self.document.leader
        allow(rules.not_leader(self.label, leader, self.author, by))

    def _is_taken(self, person: str, leads: str) -> bool:
        """Tell whether nobody was named, or someone who leads another idea."""
        return not person or leads not in {"", self.name}

    def _take_over(self, leader: str, leads: str, by: Actor, at: datetime) -> None:
        """Give all of the leader to this idea, or note that there is none."""
        if self._is_taken(leader, leads):
            vacant = events.IdeaLeaderVacant(
                idea=self.name, person=leader, leads=leads, at=at
            )
            self._led_by("", None)
            self.leader_vacant = True
            self.remember(vacant, by=by)
        else:
            self._led_by(leader, at)

    def _lead(
        self,
        event: type[events.IdeaLeaderAssigned],
        person: str,
        leads: Label | None,
        by: Actor,
        at: datetime,
    ) -> None:
        self.expect(event)
        decider = self.decider if self.state in CONFIRMED else ""
        refuse(
            rules.leader_not_single_threaded(self.label, person, leads),
            rules.leader_is_decider(self.label, person, decider),
        )
        told = event(
            idea=self.name,
            leader=person,
            previous_leader=self.document.leader,
            state=self.state,
            at=at,
        )
        self.record(told, by=by)
        if person != self.leads:
            self._led_by(person, at if self.state in ACTIVE else None)

    def _led_by(self, leader: str, since: datetime | None) -> None:
        self.document = replace(self.document, leader=leader)
        self.leader_since, self.leader_vacant = since, False

    def _tell(
        self,
        event: type[events.IdeaUpdated],
        by: Actor,
        at: datetime,
        policy: Policy,
    ) -> None:
        is_news = self.told_at is None or at - self.told_at >= policy.tell_updates_every
        title = self.document.title
        told = event(
            idea=self.name, title=title, team=self.team, is_news=is_news, at=at
        )
        self.record(told, by=by)
        self.told_at = at if is_news else self.told_at

    @staticmethod
    def _reject_unfit(
        document: Document, policy: Policy, field: str = "idea.document"
    ) -> None:
        limit = policy.document_bytes_limit
        reject(
            rules.title_missing(document),
            rules.document_too_large(document, limit, field),
            *rules.currency_mixed(document),
        )

    def _is_manual(self, document: Document | None) -> bool:
        """Tell whether only the manual differs, and goes on being written."""
        if document is None or self.state not in MANUAL_STATES:
            return False
        return replace(self.document, user_manual=document.user_manual) == document

    def _promise_broken(
        self, open_coes: Sequence[Label], at: datetime
    ) -> Violation | None:
        """Return what its patience refuses: only while it is approved and not out."""
        until = self.promised_until if self.state in ACTIVE else None
        harmed = bool(open_coes)
        return rules.kill_before_patience(self.label, until, at, has_harmed=harmed)

    def _allow_profile(self, profile: Profile, policy: Policy, at: datetime) -> None:
        """Raise `RuleBroken` for what a submission would not have been allowed with."""
        hides = profile.visibility is Visibility.TEAM
        is_known = self.first_submitted_at is not None
        began, begins = self.profile.build_started_at, profile.build_started_at
        people = {self.author, *profile.co_authors, *profile.members}
        team = set() if self.state is S.DRAFT else people | {self.document.leader}
        refuse(
            rules.visibility_stays(self.label, is_hidden=hides and is_known),
            rules.team_over_two_pizzas(self.label, team - {""}, policy.team_limit),
            rules.build_start_stays(self.label, began, begins, at),
        )

    def _allow_manual(self, document: Document) -> None:
        """Raise `RuleBroken` for what takes away the manual of what is out."""
        if self.launched and document != self.document:
            refuse(rules.manual_not_written(self.label, document))

    def _note_one_way(self, document: Document, only: str = "") -> None:
        """Remember which doors were one-way: all of them, or only one."""
        known = {door.id for door in self.one_way_before}
        self.one_way_before += tuple(
            door
            for door in document.doors
            if door.id in document.one_way_doors
            and door.id not in known
            and only in {"", door.id}
        )

    def _note_past(self, profile: Profile) -> None:
        """Remember the co-authors and the trends that this profile does not name."""
        people = (*self.past_authors, *self.profile.co_authors)
        gone = [one for one in people if one not in {self.author, *profile.co_authors}]
        self.past_authors = tuple(dict.fromkeys(gone))[:MAX_PAST]
        tags = (*self.past_tags, *self.profile.trend_tags)
        off = [tag for tag in tags if tag not in profile.trend_tags]
        self.past_tags = tuple(dict.fromkeys(off))[:MAX_PAST]

    def _began(self, event: type[events.IdeaCreated], by: Actor, at: datetime) -> None:
        created = event(
            idea=self.name,
            title=self.document.title,
            author=self.author,
            team=self.team,
            create_time=self.created_at,
            at=at,
        )
        self.remember(created, by=by)
        self.announced = not self.is_hidden

    def _child(
        self, child_id: str, experiment: str, learning: str, by: Actor, at: datetime
    ) -> "Idea":
        child = Idea(
            id=child_id,
            document=self.document,
            profile=replace(self.profile, build_started_at=None),
            author=self.author,
            team=self.team,
            past_authors=self.past_authors,
            past_tags=self.past_tags,
            inherited=essence_of(self.document),
            pivoted_from=self.name,
            learning=learning,
            learning_source=experiment,
            quiet_after=self.quiet_after,
            created_at=at,
            updated_at=at,
        )
        child._began(events.IdeaCreated, by, at)
        return child

    def _come_back(self, experiment: str, by: Actor, at: datetime) -> None:
        back = events.IdeaBackToLaunched if self.launched else events.IdeaBackToApproved
        self.record(back(idea=self.name, experiment=experiment, at=at), by=by)
        self.experiment = ""
        if self.launched:
            self._led_by("", None)

    def _die(  # noqa: PLR0913, PLR0917 - what ends it, why, and who says so
        self,
        event: type[events.IdeaKilled],
        experiment: str,
        reason: str,
        learning: str,
        by: Actor,
        at: datetime,
    ) -> None:
        killed = event(
            idea=self.name,
            experiment=experiment,
            reason=reason,
            learning=learning,
            avoided_build_cost=self._avoided_cost,
            team=self.team,
            at=at,
        )
        self.record(killed, by=by)
        self.experiment, self.learning = "", learning
        self.learning_source = experiment
        self.outcome = Outcome(OutcomeKind.KILLED, reason, learning, at, experiment)

    def _decided(self, kind: OutcomeKind, decision: Decision, at: datetime) -> None:
        source = decision.review
        self.outcome = Outcome(kind, decision.rationale, "", at, source)

    def _ended(
        self, kind: OutcomeKind, experiment: str, learning: str, at: datetime
    ) -> None:
        self.experiment, self.learning = "", learning
        self.learning_source = experiment
        reason = f"{experiment} was decided so."
        self.outcome = Outcome(kind, reason, learning, at, experiment)

    def _next_revision(self) -> None:
        major, minor = self.revision.split(".")
        self.revision, self.review = f"{major}.{int(minor) + 1}", ""
