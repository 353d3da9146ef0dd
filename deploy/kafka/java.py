"""What a broker is run with: a Java that is new enough, and Kafka's own jars."""

import fcntl
import re
import shutil
import subprocess
from pathlib import Path

from deploy.errors import CannotStart

FOLDER = Path(__file__).parent
POM = FOLDER / "pom.xml"
TARGET = FOLDER / "target"
OLDEST_JAVA = 17
DEBIAN = "On Debian: apt-get install openjdk-17-jre-headless maven."


def java() -> str:
    """Return the path of Java. Raises `CannotStart` when it is missing or too old."""
    path = _program("java", f"Apache Kafka needs Java {OLDEST_JAVA} or newer")
    found = re.search(r'version "(\d+)', _run([path, "-version"]).stderr)
    if found is None or int(found[1]) < OLDEST_JAVA:
        raise CannotStart(
            f"{path} is too old: Apache Kafka needs Java {OLDEST_JAVA} or newer."
            f" {DEBIAN}"
        )
    return path


def libraries() -> Path:
    """Return the folder with Kafka's jars; the first call fetches them with Maven.

    Raises `CannotStart` when that fails. Fetched again when the pom has changed.
    """
    TARGET.mkdir(exist_ok=True)
    done, pom = TARGET / "pom.xml", POM.read_text()
    with (TARGET / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists() or done.read_text() != pom:
            shutil.rmtree(TARGET / "libs", ignore_errors=True)
            _fetch()
            done.write_text(pom)
    return TARGET / "libs"


def _fetch() -> None:
    maven = _program("mvn", "Apache Kafka is fetched by Maven")
    command = [maven, "--quiet", "--batch-mode", "--file", str(POM), "package"]
    ran = _run(command)
    if ran.returncode:
        raise CannotStart(f"Maven cannot fetch Apache Kafka: {ran.stdout[-2000:]}")


def _run(command: list[str]) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603


def _program(name: str, purpose: str) -> str:
    if (path := shutil.which(name)) is None:
        raise CannotStart(f"{purpose}, but there is no `{name}` here. {DEBIAN}")
    return path
