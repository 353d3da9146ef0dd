"""Every arrival finds something to do, however few answers there are."""

from collections.abc import Iterator

from google.protobuf.message import Message
from google.protobuf.message_factory import GetMessageClass
from hypothesis import given
from hypothesis import strategies as st

from day1.ideas.v1.ideas_service_pb2 import GetIdeaRequest, SubmitIdeaRequest
from loadtests.load.backlog import REPEAT_EVERY, Backlog, Turn
from loadtests.stories.people import AUTHOR
from loadtests.stories.steps import METHODS, Script, step
from loadtests.wires.json_wire import JsonWire
from loadtests.wires.sending import Sender

NOWHERE = JsonWire(Sender("http://127.0.0.1:9"))


def answer_to(turn: Turn) -> Message:
    """Return what a service might answer."""
    return GetMessageClass(turn.step.call.method.output_type)()


def told() -> Iterator[tuple[str, Script]]:
    while True:
        yield "ideas/x", submit_and_look()


def submit_and_look() -> Script:
    yield step(AUTHOR, "SubmitIdea", SubmitIdeaRequest(name="ideas/x"))
    yield step(AUTHOR, "GetIdea", GetIdeaRequest(name="ideas/x"))
    yield step(AUTHOR, "SubmitIdea", SubmitIdeaRequest(name="ideas/x"))


@given(st.lists(st.sampled_from(["write", "read", "answer"]), max_size=200))
def test_each_arrival_gets_a_turn_however_many_are_unanswered(
    doings: list[str],
) -> None:
    backlog = Backlog(told(), [NOWHERE])
    under_way: list[Turn] = []
    for now, doing in enumerate(doings):
        if doing == "answer" and under_way:
            turn = under_way.pop(0)
            backlog.answered(turn, answer_to(turn), now)
        elif doing == "write":
            under_way.append(backlog.write(now))
            assert under_way[-1].step.is_write
        elif doing == "read":
            under_way.append(backlog.read(now))
            assert not under_way[-1].step.is_write


def test_the_oldest_story_goes_on_first_so_that_stories_end() -> None:
    backlog = Backlog(told(), [NOWHERE])
    turns = [backlog.write(0.0) for _ in range(3)]
    for turn in reversed(turns):
        backlog.answered(turn, answer_to(turn), 0.0)

    assert [backlog.read(1.0).tale.number for _ in range(3)] == [0, 1, 2]


def test_every_tenth_accepted_write_is_sent_again_and_nothing_else_changes() -> None:
    backlog = Backlog(told(), [NOWHERE])
    repeats = 0
    for now in range(1000):
        turn = backlog.write(float(now))
        repeats += turn.first is not None
        backlog.answered(turn, answer_to(turn), float(now))

    assert repeats == 1000 // (REPEAT_EVERY + 1)
    assert {METHODS["SubmitIdea"]} == {turn.step.call.method}
