"""`python -m tests.conformance`: both logs, one suite, into docs/conformance.md."""

import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from xml.etree import ElementTree as ET

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "docs" / "conformance.md"
SUITE = ("tests/contract/test_event_logs.py", "tests/contract/test_operating_logs.py")
BROKER = tuple(
    str(path.relative_to(ROOT))
    for path in sorted(ROOT.glob("tests/faults/test_kafka_*.py"))
)

Outcomes = dict[str, str]
"""Name of a test to `kept` or `broken`."""

HEAD = """\
# What the event logs promise, and which log keeps it

One suite, run over both; then what only a broker can do to a service. Written by
`make conformance`, from tests that ran over kafka-python {client}.

| promise | embedded | Kafka |
| --- | --- | --- |
"""


def main() -> None:
    """Run both; the table is written also if a promise is broken."""
    embedded, kafka = _outcomes("embedded", SUITE), _outcomes("kafka", SUITE + BROKER)
    rows = [
        f"| {_sentence(name)} | {embedded.get(name, 'has no broker')} | {outcome} |\n"
        for name, outcome in kafka.items()
    ]
    TARGET.write_text(HEAD.format(client=version("kafka-python")) + "".join(rows))
    sys.exit("broken" in {*embedded.values(), *kafka.values()})


def _outcomes(events: str, files: tuple[str, ...]) -> Outcomes:
    with tempfile.NamedTemporaryFile(suffix=".xml") as report:
        options = ["--events", events, f"--junitxml={report.name}"]
        command = [sys.executable, "-m", "pytest", *options, *files]
        subprocess.run(command, cwd=ROOT, check=False)
        cases = ET.parse(report.name).iter("testcase")  # noqa: S314 - our own report
        return {
            case.attrib["name"]: "kept" if len(case) == 0 else "broken"
            for case in cases
        }


def _sentence(name: str) -> str:
    """`[…]` is one of several cases of the same promise."""
    text = name.removeprefix("test_").replace("[", " (").replace("]", ")")
    return text.replace("_", " ").capitalize()


if __name__ == "__main__":
    main()
