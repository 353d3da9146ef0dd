"""The relatives of an idea as a tree: where it came from, and what came of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from day1.ideas.v1.ideas_pb2 import LineageNode


@dataclass(frozen=True, slots=True)
class Branch:
    """One idea, and what grew from it.

    Attributes:
        how: Why it is below the other: pivoted, or a duplicate; empty for a root.
    """

    node: LineageNode
    how: str
    branches: tuple["Branch", ...]


def roots(nodes: Sequence[LineageNode]) -> tuple[Branch, ...]:
    """Return the trees; an idea whose origin is not among the nodes is a root."""
    names = {node.idea for node in nodes}
    free = [node for node in nodes if _above(node)[0] not in names]
    return tuple(_branch(node, nodes, frozenset()) for node in free)


def _above(node: LineageNode) -> tuple[str, str]:
    """Return what a node hangs from, and how."""
    if node.pivoted_from:
        return node.pivoted_from, "pivoted"
    return node.duplicate_of, "a duplicate" if node.duplicate_of else ""


def _branch(
    node: LineageNode, nodes: Sequence[LineageNode], above: frozenset[str]
) -> Branch:
    below = above | {node.idea}
    return Branch(node, _above(node)[1], tuple(_branches(node, nodes, below)))


def _branches(
    node: LineageNode, nodes: Sequence[LineageNode], seen: frozenset[str]
) -> Iterator[Branch]:
    for one in nodes:
        if _above(one)[0] == node.idea and one.idea not in seen:
            yield _branch(one, nodes, seen)
