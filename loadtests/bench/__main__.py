"""`make bench`: the budgets of the architecture, measured here, as a table.

The product and its floor are called in turns within one run, so that a machine that
slows down slows both. Server CPU is what the operating system accounts to the server's
process; the bench's own work is not in it. Figures are medians over the rounds.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import grpc
import psutil
from rich.console import Console
from rich.progress import track
from rich.table import Table

from chassis.rpc.client import connect
from day1.ideas.v1 import ideas_pb2 as pb
from day1.ideas.v1 import ideas_service_pb2 as rpc
from day1.ideas.v1.ideas_service_pb2_grpc import IdeaServiceStub
from deploy.instance import SERVICES, Instance
from deploy.keychain import Keychain
from deploy.postgres import EmbeddedPostgres
from deploy.tokens import token_for

from . import protect, visibility

ROUNDS = 11
CALLS = 400
MEGABYTE = 1e6
IDEA = pb.Idea(document=pb.IdeaDocument(title="Bench"))


class Row(NamedTuple):
    """One line of the table."""

    what: str
    budget: str
    measured: str
    note: str


class Server(NamedTuple):
    """A server under measurement: how to call it, and whose CPU it burns."""

    stub: IdeaServiceStub
    process: psutil.Process
    metadata: tuple[tuple[str, str | bytes], ...]


def main() -> None:
    """Measure everything and print the table."""
    console = Console()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "product"
        instance = Instance("microservices", home)
        cold = _seconds(instance.start)
        instance.stop()
        warm = _seconds(instance.start)
        try:
            with _floor(Path(folder) / "floor") as floor:
                product = _product(instance)
                _let_answer_alike(product, floor)
                rows = _ratios(product, floor)
            rows.append(_submit_to_visible(instance))
            rows.append(_time_to_protect(instance))
            rows.append(
                Row("start, first time, demo loaded", "< 10 s", f"{cold:.1f} s", "")
            )
            rows.append(Row("start again", "< 10 s", f"{warm:.1f} s", ""))
            rows.append(_memory(instance))
        finally:
            instance.stop()
    console.print(_table(rows))


def _table(rows: list[Row]) -> Table:
    memory = psutil.virtual_memory().total / 2**30
    title = f"Day 1 on {os.cpu_count()} cores, {memory:.0f} GiB"
    table = Table("what", "budget", "measured", "note", title=title)
    for row in rows:
        table.add_row(*row)
    return table


@contextmanager
def _floor(home: Path) -> Iterator[Server]:
    home.mkdir()
    postgres = EmbeddedPostgres(home)
    postgres.start()
    process = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "loadtests.bench.floor", postgres.create("floor")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        port = process.stdout.readline().strip() if process.stdout else ""
        with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
            yield Server(IdeaServiceStub(channel), psutil.Process(process.pid), ())
        process.communicate()
    postgres.stop()


def _product(instance: Instance) -> Server:
    token = token_for(Keychain(instance.home), "ann")
    metadata = (("authorization", f"Bearer {token}"),)
    stub = IdeaServiceStub(connect(f"127.0.0.1:{instance.ports['ideas']}"))
    request = rpc.CreateIdeaRequest(idea=IDEA, idea_id="bench")
    stub.CreateIdea(request, metadata=metadata)
    return Server(stub, instance.process_of("ideas"), metadata)


def _let_answer_alike(product: Server, floor: Server) -> None:
    """Give the floor what the product answers, so that both send the same bytes."""
    idea = _read(product).idea
    floor.stub.CreateIdea(rpc.CreateIdeaRequest(idea=idea, idea_id="bench"))


def _ratios(product: Server, floor: Server) -> list[Row]:
    calls: list[tuple[str, float, Callable[[Server], Any]]] = [
        ("GetIdea, server CPU", 2.0, _read),
        ("CreateIdea with outbox and request id, server CPU", 3.5, _write),
    ]
    return [_ratio(what, budget, call, product, floor) for what, budget, call in calls]


def _read(server: Server) -> Any:
    request = rpc.GetIdeaRequest(name="ideas/bench")
    return server.stub.GetIdea(request, metadata=server.metadata)


def _write(server: Server) -> Any:
    request = rpc.CreateIdeaRequest(idea=IDEA)
    return server.stub.CreateIdea(request, metadata=server.metadata)


def _ratio(
    what: str,
    budget: float,
    call: Callable[[Server], Any],
    product: Server,
    floor: Server,
) -> Row:
    for server in (product, floor):
        _cpu_micros(server, call)
    ours, theirs = [], []
    for _ in track(range(ROUNDS), description=what):
        theirs.append(_cpu_micros(floor, call))
        ours.append(_cpu_micros(product, call))
    ratios = [a / b for a, b in zip(ours, theirs, strict=True)]
    note = f"{statistics.median(ours):.0f} µs / {statistics.median(theirs):.0f} µs"
    spread = f"{min(ratios):.2f}-{max(ratios):.2f}"
    measured = f"{statistics.median(ratios):.2f} x floor"
    return Row(what, f"<= {budget} x floor", measured, f"{note}, {spread}")


def _cpu_micros(server: Server, call: Callable[[Server], Any]) -> float:
    before = server.process.cpu_times()
    for _ in range(CALLS):
        call(server)
    after = server.process.cpu_times()
    used = after.user - before.user + after.system - before.system
    return used / CALLS * 1e6


def _submit_to_visible(instance: Instance) -> Row:
    latencies = visibility.measure(instance)
    p50, p99 = (statistics.quantiles(latencies, n=100)[q - 1] for q in (50, 99))
    what = f"submit -> visible in reviews, {visibility.WRITES_PER_SECOND} writes/s"
    note = f"p50 {p50 * 1000:.0f} ms, {len(latencies)} submits, none lost"
    return Row(what, "p99 < 250 ms", f"p99 {p99 * 1000:.0f} ms", note)


def _time_to_protect(instance: Instance) -> Row:
    seconds = protect.measure(instance)
    median, worst = statistics.median(seconds) * 1000, max(seconds) * 1000
    note = f"worst {worst:.0f} ms of {len(seconds)}; JSON over HTTP, adoption included"
    return Row(
        "adopt a mechanism -> first start refused by it",
        "< 60 s",
        f"median {median:.0f} ms",
        note,
    )


def _memory(instance: Instance) -> Row:
    processes = [instance.process_of(name) for name in SERVICES]
    root = psutil.Process(instance.runner.pid)
    everything = {root, *root.children(recursive=True), *_postgres(instance)}
    pss = sum(p.memory_full_info().pss for p in everything) / MEGABYTE
    rss = sum(p.memory_info().rss for p in everything) / MEGABYTE
    one = statistics.mean(p.memory_full_info().pss for p in processes) / MEGABYTE
    note = f"proportional set size; resident sum {rss:.0f} MB; a service {one:.0f} MB"
    return Row("memory of all that make up starts", "< 600 MB", f"{pss:.0f} MB", note)


def _postgres(instance: Instance) -> list[psutil.Process]:
    pid_file = instance.home / "postgres" / "postmaster.pid"
    postmaster = psutil.Process(int(pid_file.read_text().split()[0]))
    return [postmaster, *postmaster.children()]


def _seconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
