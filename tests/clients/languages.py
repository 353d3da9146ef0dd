"""One client for each language: how it is generated, compiled and run."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from .commands import buf, copy_of_protos, run

SOURCES = Path(__file__).parent
Command = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Language:
    """The commands of a language; all run in the folder of the client.

    Attributes:
        name: Names its folder here, and `protos/buf.gen.<name>.yaml`.
        plugins: Where `fetch` puts the programs that generate code.
        fetch: Installs the plugins and the libraries, from the caches of the user.
        compile: Compiles what was generated together with the client.
        start: Runs the client.
    """

    name: str
    plugins: str
    fetch: tuple[Command, ...]
    compile: Command
    start: Command


MAVEN = ("mvn", "--quiet", "--batch-mode")
LANGUAGES = (
    Language(
        name="go",
        plugins="bin",
        fetch=(("go", "build", "-o", "bin/", "tool"),),
        compile=("go", "build", "-o", "bin/client", "."),
        start=("client",),
    ),
    Language(
        name="typescript",
        plugins="node_modules/.bin",
        fetch=(("npm", "install", "--no-package-lock", "--prefer-offline"),),
        compile=("npm", "run", "build"),
        start=("node", "dist/src/main.js"),
    ),
    Language(
        name="java",
        plugins="target/bin",
        fetch=(
            (*MAVEN, "dependency:copy@generators"),
            ("chmod", "+x", "target/bin/protoc", "target/bin/protoc-gen-grpc-java"),
        ),
        compile=(*MAVEN, "process-classes"),
        start=(
            "java",
            "-cp",
            "target/classes:target/libs/*",
            "example.day1.client.Main",
        ),
    ),
)


class Client:
    """A client that was generated from `protos/` alone, and compiled."""

    def __init__(self, language: Language, folder: Path) -> None:
        """Build it in an empty folder."""
        self.name = language.name
        self._start = language.start
        self._folder = folder / language.name
        self._plugins = self._folder / language.plugins
        shutil.copytree(SOURCES / language.name, self._folder)
        for command in language.fetch:
            self._run(command)
        self._generate(copy_of_protos(folder))
        self._run(language.compile)

    def call(self, *arguments: str, variables: Mapping[str, str] | None = None) -> str:
        """Run the client to its end; return what it prints."""
        return self._run((*self._start, *arguments), variables)

    def _generate(self, protos: Path) -> None:
        template = f"buf.gen.{self.name}.yaml"
        command = ["generate", "--template", template, "--output", str(self._folder)]
        buf(command, protos, path=[self._plugins])

    def _run(self, command: Command, variables: Mapping[str, str] | None = None) -> str:
        return run(command, self._folder, path=[self._plugins], variables=variables)
