"""What an expression reads, found in its checked form.

The compiler returns a `cel.expr.CheckedExpr` (cel-spec): the tree of the expression and
the type of each node. The part of that message which says what is read is declared
here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from google.protobuf.any_pb2 import Any as AnyMessage
from google.protobuf.descriptor_pb2 import FieldDescriptorProto, FileDescriptorProto
from google.protobuf.descriptor_pool import DescriptorPool
from google.protobuf.message_factory import GetMessageClass

Field = tuple[str, str]
"""The full name of a message, and the name of one of its fields."""

COMPARISONS = {"_==_", "_!=_", "@in", "_<_", "_<=_", "_>_", "_>=_", "_[_]"}
ENDS = {"startsWith", "endsWith"}
"""Functions that compare an end of a text, as a pattern with an anchor does."""

SEARCHES = {"contains", "matches"}

ANCHORS = ("^", "$", r"\A", r"\z")

HIDDEN: Field = ("", "dyn")
"""What is read of a value without a type, or of a message as a whole."""

FIGURES = {1, 2, 3, 4}
"""Types whose values are no texts: yes or no, and numbers."""

T = FieldDescriptorProto
MANY = T.LABEL_REPEATED
SHAPES: Mapping[str, list[tuple[str, int, int | str, int]]] = {
    "Checked": [("types", 3, "TypeOf", MANY), ("expr", 4, "Expr", 1)],
    "TypeOf": [("key", 1, T.TYPE_INT64, 1), ("value", 2, "Type", 1)],
    "Type": [
        ("dyn", 1, "Dyn", 1),
        ("primitive", 3, T.TYPE_INT32, 1),
        ("message", 9, T.TYPE_STRING, 1),
    ],
    "Dyn": [],
    "Expr": [
        ("id", 2, T.TYPE_INT64, 1),
        ("constant", 3, "Constant", 1),
        ("ident", 4, "Ident", 1),
        ("select", 5, "Select", 1),
        ("call", 6, "Call", 1),
        ("list", 7, "List", 1),
        ("struct", 8, "Struct", 1),
        ("loop", 9, "Loop", 1),
    ],
    "Constant": [("text", 6, T.TYPE_STRING, 1), ("octets", 7, T.TYPE_BYTES, 1)],
    "Ident": [("name", 1, T.TYPE_STRING, 1)],
    "Select": [("operand", 1, "Expr", 1), ("field", 2, T.TYPE_STRING, 1)],
    "Call": [
        ("target", 1, "Expr", 1),
        ("function", 2, T.TYPE_STRING, 1),
        ("args", 3, "Expr", MANY),
    ],
    "List": [("elements", 1, "Expr", MANY)],
    "Struct": [("entries", 2, "Entry", MANY)],
    "Entry": [("key", 3, "Expr", 1), ("value", 4, "Expr", 1)],
    "Loop": [
        ("variable", 1, T.TYPE_STRING, 1),
        ("over", 2, "Expr", 1),
        ("start", 4, "Expr", 1),
        ("condition", 5, "Expr", 1),
        ("step", 6, "Expr", 1),
        ("result", 7, "Expr", 1),
    ],
}


def _checked() -> Any:
    file = FileDescriptorProto(name="reading.proto", package="reading", syntax="proto3")
    for name, parts in SHAPES.items():
        message = file.message_type.add(name=name)
        for label, number, kind, cardinality in parts:
            is_message = isinstance(kind, str)
            message.field.add(
                name=label,
                number=number,
                label=T.Label.ValueType(cardinality),
                type=T.TYPE_MESSAGE if is_message else T.Type.ValueType(int(kind)),
                type_name=f".reading.{kind}" if is_message else None,
            )
    pool = DescriptorPool()
    pool.Add(file)
    return GetMessageClass(pool.FindMessageTypeByName("reading.Checked"))


Checked = _checked()
UNTYPED = Checked().types.add().value


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the value of a part of an expression comes from.

    Attributes:
        fields: The fields that it is made of.
        constant: Whether a constant that is not empty is part of it.
    """

    fields: frozenset[Field] = frozenset()
    constant: bool = False

    def __or__(self, other: "Origin") -> "Origin":
        """Return where a value comes from that is made of both."""
        return Origin(self.fields | other.fields, self.constant or other.constant)


NOWHERE = Origin()


@dataclass(frozen=True, slots=True)
class Reading:
    """What an expression reads.

    Attributes:
        fields: All fields that it reads.
        compared: Those whose values it compares with a constant that is not empty, as
            texts.
        searched: Those in whose values it looks for words.
    """

    fields: frozenset[Field]
    compared: frozenset[Field]
    searched: frozenset[Field]


def reading_of(compiled: bytes) -> Reading:
    """Return what a compiled expression reads."""
    checked = Checked.FromString(AnyMessage.FromString(compiled).value)
    reader = _Reader({each.key: each.value for each in checked.types})
    reader.origin(checked.expr, {})
    return Reading(
        frozenset(reader.fields),
        frozenset(reader.compared),
        frozenset(reader.searched),
    )


@dataclass(slots=True)
class _Reader:
    types: Mapping[int, Any]
    fields: set[Field] = field(default_factory=set)
    compared: set[Field] = field(default_factory=set)
    searched: set[Field] = field(default_factory=set)

    def origin(self, expr: Any, known: Mapping[str, Origin]) -> Origin:
        """Return where a value comes from, and take note of what is read for it."""
        parts = [self.origin(part, known) for part in _parts(expr)]
        if expr.HasField("loop"):
            return self._loop(expr, parts[0], known)
        if expr.HasField("ident"):
            return known.get(expr.ident.name, NOWHERE)
        found = self._own(expr)
        for each in parts:
            found |= each
        if _compares(expr.call):
            self._compare(parts)
        if expr.call.function in SEARCHES:
            self.searched |= found.fields
        self._look_for_wholes(expr)
        return self._as_text(expr, found)

    def _own(self, expr: Any) -> Origin:
        if expr.HasField("constant"):
            return Origin(constant=bool(expr.constant.text or expr.constant.octets))
        if expr.HasField("select"):
            kind = self._type(expr.select.operand)
            if kind.message:
                one = (kind.message, expr.select.field)
                self.fields.add(one)
                return Origin(frozenset({one}))
            if kind.HasField("dyn"):
                self.fields.add(HIDDEN)
        return NOWHERE

    def _loop(self, expr: Any, over: Origin, known: Mapping[str, Origin]) -> Origin:
        inner = {**known, expr.loop.variable: over}
        steps = (expr.loop.start, expr.loop.condition, expr.loop.step, expr.loop.result)
        found = NOWHERE
        for part in steps:
            found |= self.origin(part, inner)
        return self._as_text(expr, found)

    def _look_for_wholes(self, expr: Any) -> None:
        compared = expr.call.args if expr.call.function in COMPARISONS else []
        made = [expr] if expr.HasField("struct") else []
        if any(self._type(part).message for part in (*compared, *made)):
            self.fields.add(HIDDEN)

    def _compare(self, sides: list[Origin]) -> None:
        for place, side in enumerate(sides):
            others = sides[:place] + sides[place + 1 :]
            if any(other.constant for other in others):
                self.compared |= side.fields

    def _as_text(self, expr: Any, found: Origin) -> Origin:
        return NOWHERE if self._type(expr).primitive in FIGURES else found

    def _type(self, expr: Any) -> Any:
        return self.types.get(expr.id, UNTYPED)


def _compares(call: Any) -> bool:
    """Tell whether a call compares a value as a whole, or an end of it."""
    patterns = [each.constant.text for each in call.args]
    is_anchored = any(mark in text for text in patterns for mark in ANCHORS)
    return call.function in COMPARISONS | ENDS or (
        call.function == "matches" and is_anchored
    )


def _parts(expr: Any) -> Iterator[Any]:
    if expr.HasField("select"):
        yield expr.select.operand
    elif expr.HasField("call"):
        if expr.call.HasField("target"):
            yield expr.call.target
        yield from expr.call.args
    elif expr.HasField("list"):
        yield from expr.list.elements
    elif expr.HasField("struct"):
        for entry in expr.struct.entries:
            yield from (entry.key, entry.value)
    elif expr.HasField("loop"):
        yield expr.loop.over
