"""What experiments do when ideas and COEs speak, and when time has come.

What follows the submission of an idea and arrives before it raises `NotFound`: it came
early, and waits. What can happen to a draft that nobody ever submits changes nothing:
there is nothing to wait for. Like commands, reactions lock experiments before ideas.
"""

from collections.abc import Iterator
from dataclasses import replace

from chassis.domain import Query

from ..domain.approval import Approval
from ..domain.causes import Ending, EndTrigger, Pause, PauseTrigger
from ..domain.experiment import Experiment
from ..domain.known import IdeaState, KnownCoe, KnownIdea, Submission
from ..domain.life import OPEN_STATES, ExperimentState
from ..domain.policy import Policy
from .analysis import keep_last_look
from .knowledge import known_idea
from .ports import Statistics, Work

BATCH = 100
"""So many at once, when there may be any number."""


def idea_submitted(work: Work, idea_id: str, said: Submission) -> None:
    """Get to know an idea, or its next revision."""
    at = work.now
    if idea := work.known_ideas.find(idea_id):
        idea.submit(said, by=work.actor, at=at)
        work.known_ideas.save(idea)
        return
    new = KnownIdea(
        id=idea_id,
        title=said.title,
        team=said.team,
        tags=said.tags,
        currency_code=said.currency_code,
        created_at=at,
        updated_at=at,
    )
    work.known_ideas.add(new)


def idea_in_review(work: Work, idea_id: str, review: str) -> None:
    """Remember which review is open on it."""
    idea = known_idea(work, idea_id)
    idea.enter_review(review, by=work.actor, at=work.now)
    work.known_ideas.save(idea)


def idea_moved(work: Work, idea_id: str, state: IdeaState, ended: str = "") -> None:
    """Remember where the idea is now, and which experiment ended there, if one did."""
    idea = known_idea(work, idea_id)
    idea.move(state, by=work.actor, at=work.now, ended=ended)
    work.known_ideas.save(idea)


def idea_approved(
    work: Work, idea_id: str, approval: Approval, tags: tuple[str, ...]
) -> None:
    """Remember what its experiments may do, and who decides them."""
    idea = known_idea(work, idea_id)
    idea.approve(approval, tags, by=work.actor, at=work.now)
    work.known_ideas.save(idea)


def idea_led_by(work: Work, idea_id: str, leader: str) -> None:
    """Remember who leads the idea, if anybody does; they decide what is open on it.

    What started while we waited for the idea has the leader of before: it is told
    afterwards. It is locked after its idea then, but nobody else can be at both yet.
    """
    _lead_all(work, idea_id, leader)
    idea = known_idea(work, idea_id)
    idea.led_by(leader, by=work.actor, at=work.now)
    work.known_ideas.save(idea)
    _lead_all(work, idea_id, leader)


def idea_launched(work: Work, idea_id: str) -> None:
    """It is out, and its leader is free."""
    idea_led_by(work, idea_id, "")
    idea_moved(work, idea_id, IdeaState.LAUNCHED)


def idea_tried(work: Work, idea_id: str, leader: str) -> None:
    """It is tried, by whoever leads it, if anybody does."""
    idea_led_by(work, idea_id, leader)
    idea_moved(work, idea_id, IdeaState.EXPERIMENTING)


def idea_back(work: Work, idea_id: str, state: IdeaState, experiment: str) -> None:
    """Its experiment changed nothing; what is out has no leader again."""
    if state is IdeaState.LAUNCHED:
        idea_led_by(work, idea_id, "")
    idea_moved(work, idea_id, state, experiment)


def idea_pivoted(work: Work, idea_id: str, experiment: str) -> None:
    """Another idea goes on, and nobody leads this one."""
    idea_led_by(work, idea_id, "")
    idea_moved(work, idea_id, IdeaState.PIVOTED, experiment)


def idea_taken_back(work: Work, idea_id: str) -> None:
    """Its author took it back: what runs on it gives everyone control."""
    _halt_all(work, f"ideas/{idea_id}", PauseTrigger.IDEA_RECALLED, "was taken back.")
    idea_moved(work, idea_id, IdeaState.DRAFT)


def idea_ended(work: Work, idea_id: str, state: IdeaState) -> None:
    """A person ended it: drafts on it are given up, what runs gives control.

    Nothing happens where the idea was never submitted: then nothing was tried on it.
    """
    name = f"ideas/{idea_id}"
    _drop_all(work, name, state)
    _halt_all(work, name, PauseTrigger.IDEA_ENDED, f"is {state}.")
    _lead_all(work, idea_id, "")
    if idea := work.known_ideas.find(idea_id):
        idea.end(state, by=work.actor, at=work.now)
        work.known_ideas.save(idea)
        _lead_all(work, idea_id, "")


def idea_killed(work: Work, idea_id: str, experiment: str) -> None:
    """Its experiment killed it: other drafts on it are given up."""
    _drop_all(work, f"ideas/{idea_id}", IdeaState.KILLED)
    idea_led_by(work, idea_id, "")
    idea_moved(work, idea_id, IdeaState.KILLED, experiment)


def erase_text(work: Work, subject: str) -> None:
    """Replace the texts that were copied from events about a resource."""
    collection, _, resource_id = subject.partition("/")
    if collection == "ideas" and (idea := work.known_ideas.find(resource_id)):
        idea.erase_text(by=work.actor, at=work.now)
        work.known_ideas.save(idea)
    if collection == "coes" and (coe := work.known_coes.find(resource_id)):
        coe.erase(by=work.actor, at=work.now)
        work.known_coes.save(coe)
    if collection == "mechanisms":
        for experiment in work.experiments.quoting(subject):
            experiment.erase_text_of(subject, by=work.actor, at=work.now)
            work.experiments.save(experiment)


def coe_opened(work: Work, coe_id: str, experiment_id: str, title: str = "") -> None:
    """Hold the experiment back, and pause it if it runs; once is enough."""
    experiment = work.experiments.find(experiment_id)
    if work.known_coes.find(coe_id):
        return
    at = work.now
    coe = KnownCoe(
        id=coe_id,
        experiment=experiment_id,
        title=title,
        created_at=at,
        updated_at=at,
    )
    work.known_coes.add(coe)
    if experiment:
        experiment.hear_of_coe(coe.name, by=work.actor, at=at)
        work.experiments.save(experiment)


def coe_reopened(work: Work, coe_id: str, experiment_id: str) -> None:
    """It came back: hold the experiment back again; one that never did, does now."""
    if not coe_held_again(work, coe_id):
        coe_opened(work, coe_id, experiment_id)


def coe_held_again(work: Work, coe_id: str) -> bool:
    """Hold back again what it held back; return whether there is anything."""
    if (known := work.known_coes.find(coe_id)) is None:
        return False
    known.reopen(by=work.actor, at=work.now)
    work.known_coes.save(known)
    if experiment := work.experiments.find(known.experiment):
        experiment.hear_of_coe(known.name, by=work.actor, at=work.now)
        work.experiments.save(experiment)
    return True


def coe_released(work: Work, coe_id: str) -> None:
    """Let go; one that never held anything back changes nothing."""
    if coe := work.known_coes.find(coe_id):
        coe.close(by=work.actor, at=work.now)
        work.known_coes.save(coe)


def wake_due(work: Work, statistics: Statistics, policy: Policy) -> int:
    """End the collections whose time is over; return how many there were."""
    due = work.experiments.due(BATCH)
    for experiment in due:
        experiment.wake(by=work.actor, at=work.now)
        keep_last_look(work, experiment, statistics, policy)
        work.experiments.save(experiment)
    return len(due)


def _drop_all(work: Work, idea: str, state: IdeaState) -> None:
    for experiment in _all(work, idea, ExperimentState.DRAFT):
        ending = Ending(EndTrigger.IDEA_ENDED, f"{idea} is {state}.")
        experiment.drop(ending, by=work.actor, at=work.now)
        work.experiments.save(experiment)


def _halt_all(work: Work, idea: str, trigger: PauseTrigger, what: str) -> None:
    for experiment in _all(work, idea, ExperimentState.RUNNING):
        pause = Pause(trigger, f"{idea} {what}")
        experiment.halt(pause, by=work.actor, at=work.now)
        work.experiments.save(experiment)


def _lead_all(work: Work, idea_id: str, leader: str) -> None:
    for state in OPEN_STATES:
        for experiment in _all(work, f"ideas/{idea_id}", state):
            experiment.led_by(leader, by=work.actor, at=work.now)
            work.experiments.save(experiment)


def _all(work: Work, idea: str, state: ExperimentState) -> Iterator[Experiment]:
    """Yield each experiment on the idea that is in this state, locked."""
    query = Query({"idea": idea, "state": state}, limit=BATCH)
    while found := work.experiments.page(query):
        for seen in found:
            experiment = work.experiments.get(seen.id)
            if experiment.state is state:
                yield experiment
        query = replace(query, after=(found[-1].created_at, found[-1].id))
