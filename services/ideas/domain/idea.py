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
from chassis.money import Money

from . import events, rules
from .advice import advice
from .completeness import gaps, release_missing
from .document import Document, Door, Faq, FaqAudience
from .dossier import Dossier
from .edits import with_door_split, with_faq
from .life import ACTIVE, FINAL, MANUAL_STATES, METHODS, TRANSITIONS, IdeaState
from .outcome import Decision, Moved, Outcome, OutcomeKind
from .policy import Policy
from .profile import Profile, Visibility
from .revision import Revision
from .submission import Submission
from .submitting import frozen, submitted

S = IdeaState


@dataclass(slots=True, kw_only=True)
class Idea(Aggregate):
    """A proposal, and the aggregate root of this service.

    Attributes:
        document: As it reads now; its leader is nominated first, and confirmed later.
        revision: "major.minor" of the document; frozen while submitted.
        review: Name of the review of this revision; empty before it opened.
        experiment: Name of the experiment that is open on it now; empty if none is.
        launched: Whether it ever was out; such an idea is not killed by one change.
        pivoted_from: Name of the idea that it goes on from; empty for none.
        learning_source: The experiment that the learning was copied from, if any.
        announced: Whether the company could ever see it.
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
    profile: Profile = field(default_factory=Profile)
    priority: int | None = None
    priority_reason: str = ""
    priority_evidence: tuple[str, ...] = ()
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
        return tuple(dict.fromkeys(filter(None, sources)))

    def erase(self, source: str, *, by: Actor, at: datetime) -> None:
        """Forget the texts that were copied from a review or an experiment."""
        if self.outcome and self.outcome.source == source:
            self.outcome = self.outcome.erased
        if self.learning_source == source:
            self.learning, self.learning_source = ERASED, ""
        if self.review == source:
            self.conditions = tuple(ERASED for _ in self.conditions)
        self.remember(events.CopiedTextErased(of=self.name, at=at), by=by)

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
        allow(rules.not_author(self.name, [self.author], by))

    def allow_authors(self, by: Actor) -> None:
        """Raise `NotAllowed` unless the author or a co-author asks."""
        allow(rules.not_author(self.name, self.authors, by))

    def allow_insiders(self, by: Actor) -> None:
        """Raise `NotAllowed` unless an author or the leader asks."""
        insiders = [*self.authors, *filter(None, [self.document.leader])]
        allow(rules.not_author(self.name, insiders, by))

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
        self._allow_visibility(profile or self.profile)
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
            rules.readers_too_many(self.name, shown_to),
            rules.visibility_too_narrow(self.name, everybody, is_hidden=is_closed),
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
            authors=self.authors,
            document=self.document,
            profile=self.profile,
            dossier=dossier,
            at=at,
            policy=policy,
            first_submitted_at=self.first_submitted_at,
            pivoted_from=self.pivoted_from,
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
        return revision

    def recall(self, reason: str, *, by: Actor, at: datetime) -> None:
        """Take the revision back to edit it. Raises `NotAllowed`, `RuleBroken`."""
        self.allow_author(by)
        recalled = events.IdeaRecalled(
            idea=self.name, revision=self.revision, reason=reason, at=at
        )
        self.record(recalled, by=by)
        self._next_revision()

    def reopen(
        self, newest_evidence: datetime | None, *, by: Actor, at: datetime
    ) -> None:
        """Bring a declined idea back. Raises `NotAllowed`, `RuleBroken`."""
        self.allow_author(by)
        self.expect(events.IdeaReopened)
        declined = cast("Outcome", self.outcome)
        refuse(rules.reopen_needs_new_evidence(self.name, declined.at, newest_evidence))
        major = int(self.revision.split(".")[0]) + 1
        reopened = events.IdeaReopened(
            idea=self.name,
            revision=f"{major}.0",
            declined_because=declined.reason,
            at=at,
        )
        self.record(reopened, by=by)
        self.revision, self.review = f"{major}.0", ""

    def withdraw(self, reason: str, *, by: Actor, at: datetime) -> None:
        """Give it up. Raises `NotAllowed`, `RuleBroken`."""
        self.allow_author(by)
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
            rules.duplicate_target_invalid(self.name, target.name, target.duplicate_of),
            *(
                rules.visibility_too_narrow(idea.name, what, is_hidden=idea.is_hidden)
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
        self, person: str, leads: str, *, by: Actor, at: datetime
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
        self, person: str, leads: str, *, by: Actor, at: datetime
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
        document = with_door_split(self.name, self.document, door_id, into)
        self._reject_unfit(document, policy, "into")
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
        document = with_faq(self.name, self.document, audience, faq)
        self._reject_unfit(document, policy, "name")
        self.update(document, by=by, at=at, policy=policy)

    def launch(self, open_coes: Sequence[str] = (), *, by: Actor, at: datetime) -> None:
        """Declare it out; its leader is free. Raises `NotAllowed`, `RuleBroken`."""
        self._allow_leader(by)
        self.expect(events.IdeaLaunched)
        document = self.document
        refuse(
            rules.manual_not_written(self.name, document),
            rules.one_way_door_not_reviewed(self.name, document, self.reviewed_doors),
            rules.coe_open(self.name, open_coes),
        )
        launched = events.IdeaLaunched(
            idea=self.name,
            title=document.title,
            team=self.team,
            leader=document.leader,
            at=at,
        )
        self.record(launched, by=by)
        self.launched, self.leader_since, self.leader_vacant = True, None, False

    def stop(self, reason: str, learning: str, *, by: Actor, at: datetime) -> None:
        """Kill it, while no experiment runs. Raises `NotAllowed`, `RuleBroken`."""
        self._allow_leader(by)
        self.expect(events.IdeaStopped)
        refuse(rules.learning_required(self.name, learning))
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
        """Move it on the roadmap. Raises `NotAllowed`, `RuleBroken`."""
        self.allow_insiders(by)
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
            trend_tags=self.profile.trend_tags,
            door_kinds=document.door_kinds,
            patience_until_time=self.profile.patience_until,
            currency_code=document.currency_code,
            at=at,
        )
        self.record(approved, by=by)
        self.conditions = decision.conditions
        self.reviewed_doors = document.one_way_doors if decision.is_full else ()
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

        `leads` is the idea that the leader leads meanwhile, if any.
        """
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
        if self.leader_since is None and not self.leader_vacant:
            self._take_over(leader, leads, by, at)

    def experiment_aborted(self, experiment: str, *, by: Actor, at: datetime) -> None:
        """The experiment ended without a verdict: back to where the idea came from.

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
        allow(rules.not_leader(self.name, leader, self.author, by))

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
        leads: str,
        by: Actor,
        at: datetime,
    ) -> None:
        self.expect(event)
        refuse(rules.leader_not_single_threaded(self.name, person, leads))
        told = event(
            idea=self.name,
            leader=person,
            previous_leader=self.document.leader,
            state=self.state,
            at=at,
        )
        self.record(told, by=by)
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

    def _allow_visibility(self, profile: Profile) -> None:
        """Raise `RuleBroken` for what hides an idea that was submitted."""
        hides = profile.visibility is Visibility.TEAM
        is_known = self.first_submitted_at is not None
        refuse(rules.visibility_stays(self.name, is_hidden=hides and is_known))

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
            self.leader_since, self.leader_vacant = None, False

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
