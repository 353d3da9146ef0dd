"""A process that evaluates expressions and nothing else, and that time kills.

Expressions come from people, and run over texts that come from people. The language
has no I/O and no endless loops, but its steps can be made expensive: `contains` on two
long texts takes time that grows with their product, ten thousand times if the
expression says so. No limit on length or iterations keeps all of that under a second,
so another process evaluates, and the kernel ends it when it has had its CPU time. The
next expression gets a new one.

`python -m chassis.checks.sandbox` is that process: a line of JSON per question on its
standard input, a line per answer on its output. It ends with its input.
"""

import base64
import importlib
import json
import os
import resource
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from functools import lru_cache
from typing import Any, TypedDict

CPU_SECONDS = 0.5
"""For one question; CPU time, so that a busy machine kills nobody."""

WALL_SECONDS = 10.0
"""For one question, should it ever wait for something."""

MEMORY_BYTES = 1024 * 1024 * 1024
"""Address space, most of it libraries."""

KILLED_BY_OTHERS = (-signal.SIGKILL, -signal.SIGTERM)
"""How the process ends through no fault of the expression."""

ATTEMPTS = 2
MAX_CACHED = 500
"""Compiled expressions."""


class Question(TypedDict):
    """What the sandbox is asked: to compile, and to evaluate if there is a snapshot.

    `module` and `type` name the generated class of the snapshot, `snapshot` is its
    wire format in base64, or None.
    """

    expression: str
    variable: str
    module: str
    type: str
    snapshot: str | None


class Answer(TypedDict):
    """What it answers: what came out, or what is wrong with the expression.

    `compiled` is the checked expression in base64; empty after an evaluation.
    """

    value: bool | None
    error: str
    compiled: str


class CutOff(Exception):
    """The process took too much time or memory, and was ended."""


class Sandbox:
    """Starts the process when it is first needed, and again when it was ended."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None

    def ask(self, question: Question) -> Answer:
        """Return the answer; others wait for their turn. Raises `CutOff`."""
        line = json.dumps(question) + "\n"
        with self._lock:
            for _ in range(ATTEMPTS):
                process = self._running()
                if answer := self._exchange(process, line):
                    found: Answer = json.loads(answer)
                    return found
                if process.returncode not in KILLED_BY_OTHERS:
                    break
        raise CutOff

    def close(self) -> None:
        """End the process, if there is one."""
        with self._lock:
            self._discard()

    def _exchange(self, process: subprocess.Popen[str], line: str) -> str:
        """Return the line that answers this one; empty if the process ended."""
        assert process.stdin  # noqa: S101 - both are pipes
        assert process.stdout  # noqa: S101
        try:
            process.stdin.write(line)
            process.stdin.flush()
            answer = process.stdout.readline()
        except OSError:
            answer = ""
        if not answer.endswith("\n"):
            self._discard()
            return ""
        return answer

    def _running(self) -> subprocess.Popen[str]:
        if self._process is not None and self._process.poll() is not None:
            self._discard()  # it was ended while nobody asked it anything
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "chassis.checks.sandbox"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
                encoding="utf-8",
                start_new_session=True,  # Ctrl-C is for its parent
            )
        return self._process

    def _discard(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            with suppress(OSError), process:  # closes its pipes, waits for its end
                pass


def main() -> None:
    """Answer questions until there are no more."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(ValueError, OSError):  # not every system can limit it
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    importlib.import_module("cel_expr_python.cel")
    for line in sys.stdin:
        question: Question = json.loads(line)
        importlib.import_module(question["module"])
        _ends_after(CPU_SECONDS, WALL_SECONDS)
        answer = answer_to(question)
        _ends_after(0, 0)
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def _ends_after(cpu_seconds: float, wall_seconds: float) -> None:
    """Let the kernel end this process then; zeros call it off."""
    signal.setitimer(signal.ITIMER_PROF, cpu_seconds)
    signal.setitimer(signal.ITIMER_REAL, wall_seconds)


def answer_to(question: Question) -> Answer:
    """Compile, and evaluate if there is something to evaluate on."""
    from cel_expr_python import cel  # noqa: PLC0415 - only this process loads it

    try:
        compiled = _compiled(
            question["expression"], question["variable"], question["type"]
        )
        kind = compiled.return_type().name()
        if kind != cel.Type.BOOL.name():
            return _refused(f"It is a {kind}; it has to be true or false.")
        if question["snapshot"] is None:
            code = base64.b64encode(compiled.serialize()).decode()
            return Answer(value=None, error="", compiled=code)
        snapshot_type = _message_class(question["module"], question["type"])
        snapshot = snapshot_type.FromString(base64.b64decode(question["snapshot"]))
        found = compiled.eval(data={question["variable"]: snapshot})
        if found.type() != cel.Type.BOOL:
            return _refused(str(found.value()))
        return Answer(value=bool(found.value()), error="", compiled="")
    except (RuntimeError, ValueError, MemoryError) as problem:
        return _refused(str(problem) or "It needs too much memory.")


def _refused(error: str) -> Answer:
    return Answer(value=None, error=error, compiled="")


@lru_cache(maxsize=MAX_CACHED)
def _compiled(expression: str, variable: str, type_name: str) -> Any:
    from cel_expr_python import cel  # noqa: PLC0415 - only this process loads it

    expression.encode()  # the library takes no half of a character
    environment = cel.NewEnv(variables={variable: cel.Type(type_name)})
    return environment.compile(expression)


@lru_cache
def _message_class(module: str, type_name: str) -> Any:
    found: Any = importlib.import_module(module)
    name = type_name.removeprefix(f"{found.DESCRIPTOR.package}.")
    for part in name.split("."):
        found = getattr(found, part)
    return found


if __name__ == "__main__":
    main()
