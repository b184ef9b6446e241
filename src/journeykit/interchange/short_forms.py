"""Short forms: the same document, as a person likes to write it by hand.

What has only a name may be its name; one thing alone may stand for a list of one; a list of named
things may be a mapping of their names; an emotion may be a number or a word; experiences may be a
mapping of personas; a transition may be a path such as `ad >> shop >> pays`; and whatever refers
to something may use its name. `expanded` makes the document of it, `shortened` the other way.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise, product
from typing import Any

from attrs import field, frozen

from journeykit.bounded_read import checked_memory
from journeykit.channels import BUILT_IN
from journeykit.emotions import LEXICON, Emotion
from journeykit.errors import DocumentError
from journeykit.experience import Experience
from journeykit.interchange.cells import short_field
from journeykit.interchange.document import schema
from journeykit.model import Journey, Touchpoint
from journeykit.shapes import (
    Array,
    ChannelShape,
    Condition,
    GuardShape,
    Pairs,
    Plain,
    Record,
    Schema,
    Shape,
    shape_of,
)
from journeykit.text import slug
from journeykit.transitions import Transition

PATH = "path"
"""The key of a transition that is written as a path."""

_TRANSITION = 600
"""How many bytes of memory a transition of a path takes at most."""

_OF_FIRST_STEPS = frozenset({"when", "priority", "share"})
"""What stands on the first step of a path only."""

_INTEGER = re.compile(r"[+-]?[0-9]{1,300}")
_DECIMAL = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_TRUE = {"true": True, "false": False}
_YES = {"yes": True, "no": False, "on": True, "off": False, **_TRUE}
_NULLS = frozenset({"", "~", "null"})
_REFERRING = frozenset({"persona", "personas", "on_behalf_of"})


@frozen
class WrittenNode:
    """A part of a document as it was written, with its place.

    Args:
        value: A text, a list of nodes, or a mapping of texts to nodes.
        line: The line it starts in, counted from 1.
        column: The column it starts in, counted from 1.
        plain: Whether a text stood without quotes, so that it may be a number.
    """

    value: str | list[WrittenNode] | dict[str, WrittenNode]
    line: int = 0
    column: int = 0
    plain: bool = field(default=True)

    @property
    def is_nothing(self) -> bool:
        """Whether nothing stands here."""
        return isinstance(self.value, str) and self.plain and self.value.lower() in _NULLS


class Expansion:
    """Makes the document of a journey.

    Args:
        file: The path of the file.
        notes_positions: Whether to note where each part stood; it takes more memory than the parts.
    """

    def __init__(self, file: str = "", *, notes_positions: bool = False) -> None:
        """Know no place yet."""
        self.file = file
        self.notes_positions = notes_positions
        self.positions: dict[str, tuple[int, int]] = {}

    def journey(self, node: WrittenNode) -> dict[str, Any]:
        """Make the document of a journey, with everything that refers by name resolved."""
        data = self.data(node, shape_of(Journey), "journey")
        if isinstance(data, dict):
            _KeyResolver(data).resolve()
        return {"journeykit": 1, "journey": data}

    def at(self, error: DocumentError) -> DocumentError:
        """The same error, with the line and the column of what it complains of."""
        path = error.path
        while path and path not in self.positions:
            path = path[: max(path.rfind("."), path.rfind("["), 0)]
        return error.at(*self.positions.get(path, (None, None)))

    def data(self, node: WrittenNode, shape: Shape, path: str) -> Any:
        """Make plain data of a node, as its shape asks for."""
        if self.notes_positions:
            self.positions[path] = (node.line, node.column)
        if isinstance(shape, Array):
            return self._row(node, shape, path)
        if isinstance(shape, Condition | GuardShape):
            return self._condition(node, path)
        if isinstance(shape, Record):
            return self._record(node, shape, path)
        if isinstance(shape, Pairs):
            return self._members(node, lambda _: shape.item, path)
        return _scalar(node, shape) if isinstance(node.value, str) else self._raw(node)

    def _condition(self, node: WrittenNode, path: str) -> Any:
        """Text or a guard, whose kind says what else it has."""
        if not isinstance(node.value, dict):
            return node.value if isinstance(node.value, str) else self._raw(node)
        kind = node.value.get("guard")
        inner = GuardShape.kinds.get(str(kind.value) if kind else "")
        record = shape_of(inner) if inner else None

        def of(name: str) -> Shape:
            return _field(record, name) if isinstance(record, Record) else shape_of(str)

        return self._members(node, of, path)

    def _raw(self, node: WrittenNode) -> Any:
        """What stands somewhere it cannot stand, for the error."""
        return {} if _is_mapping(node) else [] if isinstance(node.value, list) else node.value

    def _members(self, node: WrittenNode, shape_of_member: Any, path: str) -> Any:
        """A mapping, of which what holds nothing is left out."""
        if not isinstance(node.value, dict):
            return self._raw(node)
        return {
            name: self.data(member, shape_of_member(name), _inside(path, name))
            for name, member in node.value.items()
            if not member.is_nothing
        }

    def _row(self, node: WrittenNode, shape: Array, path: str) -> Any:
        """A list, one thing alone, or a mapping of names."""
        item = shape.item
        if isinstance(item, Record) and item.kind is Transition:
            return self._transitions(node, item, path)
        if _is_mapping(node) and _is_named(node, item):
            return self._named(node, item, path)
        nodes = node.value if isinstance(node.value, list) else [node]
        return [self.data(each, item, f"{path}[{n}]") for n, each in enumerate(nodes)]

    def _named(self, node: WrittenNode, item: Any, path: str) -> Any:
        """A list of records, from a mapping of their names."""
        name = _naming(item)
        rows = []
        assert isinstance(node.value, dict)  # noqa: S101 — for the type checker
        for number, (key, member) in enumerate(node.value.items()):
            if isinstance(member.value, dict) and (
                not member.value or set(member.value) & set(item.fields)
            ):
                inner = dict(member.value)
            elif member.is_nothing:
                inner = {}
            else:
                inner = {_content(item): member}
            inner.setdefault(name, WrittenNode(key, member.line, member.column, plain=False))
            whole = WrittenNode(inner, member.line, member.column)
            rows.append(self.data(whole, item, f"{path}[{number}]"))
        return rows

    def _record(self, node: WrittenNode, shape: Record, path: str) -> Any:
        """An object, or the short form of one."""
        if isinstance(node.value, dict):
            return self._members(node, lambda name: _field(shape, name), path)
        if isinstance(node.value, list) or shape.kind is Journey:
            return self._raw(node)
        text = node.value
        if shape.kind is Emotion:
            return _emotion(node)
        if isinstance(shape, ChannelShape) and slug(text) in BUILT_IN:
            return slug(text)
        name = short_field(shape)
        return {name: text} if name else text

    def _transitions(self, node: WrittenNode, item: Record, path: str) -> Any:
        """Transitions, of which each may be a path over several touchpoints."""
        transitions: list[Any] = []
        needed = written = 0
        for each in node.value if isinstance(node.value, list) else [node]:
            steps, rest = _path_of(each)
            if steps is None:
                transitions.append(self.data(each, item, f"{path}[{len(transitions)}]"))
                continue
            # Alternatives on both sides of an arrow are all joined, so that a line says very many.
            needed += _TRANSITION * sum(len(a) * len(b) for a, b in pairwise(steps))
            written += sum(len(step) for alternatives in steps for step in alternatives)
            try:
                checked_memory(needed, written)
            except DocumentError as error:
                raise error.at(each.line, each.column) from None
            for number, (sources, targets) in enumerate(pairwise(steps)):
                more = _after_the_first(rest) if number else rest
                for source, target in product(sources, targets):
                    data = self.data(more, item, f"{path}[{len(transitions)}]")
                    kind = {"kind": "branch"} if len(targets) > 1 else {}
                    transitions.append({"source": source, "target": target, **kind, **data})
            if len(steps) < 2:  # noqa: PLR2004 — two ends
                problem = 'a path joins two touchpoints, as in "ad >> shop"'
                raise DocumentError(path, problem=problem, line=each.line, column=each.column)
        return transitions


def _inside(path: str, name: str) -> str:
    return f"{path}.{name}" if name.isidentifier() else f"{path}[{name}]"


def _is_mapping(node: WrittenNode) -> bool:
    return isinstance(node.value, dict)


def _text(node: WrittenNode) -> Any:
    """The text of a node, whatever it looks like."""
    return node.value if isinstance(node.value, str) else []


def _scalar(node: WrittenNode, shape: Shape) -> Any:
    """A text as its shape wants it: `version: 1.10` is a text where texts stand."""
    text = node.value
    assert isinstance(text, str)  # noqa: S101 — for the type checker
    if not isinstance(shape, Plain) or not node.plain or shape.types == (str,):
        return text
    if bool in shape.types and str not in shape.types:
        return _YES.get(text.lower(), text)
    if bool in shape.types and text in _TRUE:
        return _TRUE[text]
    return number_or_text(text)


def number_or_text(text: str) -> float | str:
    """Return the number that a text without quotes is, or the text."""
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _DECIMAL.fullmatch(text) and len(text) < 400 else text  # noqa: PLR2004


def _emotion(node: WrittenNode) -> Any:
    """An emotion: a number, or a word of the lexicon."""
    text = str(node.value).strip()
    if _DECIMAL.fullmatch(text) and len(text) < 9:  # noqa: PLR2004 — no valence is longer
        return {"valence": float(text)}
    usual = LEXICON.get(text.casefold())
    return {"valence": usual, "label": text} if usual is not None else text


def _field(shape: Record, name: str) -> Shape:
    """The shape of a field; text for one that does not exist, which is refused later."""
    return shape.fields[name][1] if name in shape.fields else shape_of(str)


def _naming(item: Any) -> str:
    """The field that the keys of a mapping stand for."""
    if isinstance(item, Record) and item.kind is Experience:
        return "persona"
    return (short_field(item) if isinstance(item, Record) else None) or ""


def _content(item: Any) -> str:
    """The field that a value stands for which is no mapping."""
    if isinstance(item, Record) and "touchpoints" in item.fields:
        return "touchpoints"
    if isinstance(item, Record) and "emotion" in item.fields:
        return "emotion"
    return "channels" if isinstance(item, Record) and item.kind is Touchpoint else "description"


def _is_named(node: WrittenNode, item: Any) -> bool:
    """Whether a mapping names things, and is not one thing itself."""
    if not isinstance(item, Record) or not _naming(item) or not isinstance(node.value, dict):
        return False
    return not set(node.value) <= set(item.fields)


def _path_of(node: WrittenNode) -> tuple[list[list[str]] | None, WrittenNode]:
    """The steps of a path, each with its alternatives, and what else is said of its transitions."""
    if isinstance(node.value, dict):
        path = node.value.get(PATH)
        rest = {name: each for name, each in node.value.items() if name != PATH}
        if path is None:
            return None, node
        return _steps(path), WrittenNode(rest, node.line, node.column)
    return _steps(node), WrittenNode({}, node.line, node.column)


def _steps(node: WrittenNode) -> list[list[str]]:
    ends = str(node.value).split(">>") if _text(node) else []
    return [[step.strip() for step in end.split(" | ")] for end in ends]


def _after_the_first(node: WrittenNode) -> WrittenNode:
    """What is said of a path, as it holds of its later steps: who has begun it goes on."""
    members = node.value if isinstance(node.value, dict) else {}
    rest = {name: each for name, each in members.items() if name not in _OF_FIRST_STEPS}
    return WrittenNode(rest, node.line, node.column)


class _KeyResolver:
    """Puts keys in the place of names."""

    def __init__(self, journey: dict[str, Any]) -> None:
        self.journey = journey
        stages = _objects(journey.get("stages"))
        inside = [each for s in stages for each in _objects(s.get("touchpoints"))]
        touchpoints = [*inside, *_objects(journey.get("any_time"))]
        self.personas = _keys(_objects(journey.get("personas")))
        self.stages = _keys(stages)
        self.touchpoints = _keys(touchpoints)
        self.inside = touchpoints

    def resolve(self) -> None:
        """Resolve every reference to a persona, a stage or a step."""
        for each in self.inside:
            self._personas(each)
            for held in (*_objects(each.get("experiences")), *_objects(each.get("served"))):
                self._personas(held)
        for stage in _objects(self.journey.get("stages")):
            if isinstance(stage.get("after"), list):
                stage["after"] = [_key_of(name, self.stages) for name in stage["after"]]
        self._ends("transitions", "source", "target")
        self._ends("presences", "joins_at", "leaves_after")
        for excluded in _objects(self.journey.get("excluded")):
            self._personas(excluded)
            if "stage" in excluded:
                excluded["stage"] = _key_of(excluded["stage"], self.stages)

    def _ends(self, several: str, *ends: str) -> None:
        """Resolve the personas of some things, and the steps at their ends."""
        for each in _objects(self.journey.get(several)):
            self._personas(each)
            for end in ends:
                if isinstance(each.get(end), str):
                    each[end] = self._step(each[end])

    def _personas(self, holder: dict[str, Any]) -> None:
        for name in _REFERRING & set(holder):
            held = holder[name]
            if isinstance(held, list):
                holder[name] = [_key_of(each, self.personas) for each in held]
            else:
                holder[name] = _key_of(held, self.personas)

    def _step(self, word: str) -> str:
        """The address of a step, from its address, its key or its name."""
        kind, colon, key = word.partition(":")
        if colon and kind in {"touchpoint", "stage"} and key:
            return word
        for prefix, keys in (("touchpoint", self.touchpoints), ("stage", self.stages)):
            matching = keys.get(word) or keys.get(slug(word) if word else "")
            if matching:
                return f"{prefix}:{matching}"
        return f"touchpoint:{word}"


def _objects(items: Any) -> list[dict[str, Any]]:
    return [each for each in items if isinstance(each, dict)] if isinstance(items, list) else []


def _keys(items: list[dict[str, Any]]) -> dict[str, str]:
    """The key of each thing, by its key and by its name; a key wins over a name."""
    keyed: dict[str, str] = {}
    named: dict[str, str] = {}
    for each in items:
        name, key = each.get("name"), each.get("key")
        if isinstance(name, str) and name:
            key = key if isinstance(key, str) else slug(name)
            keyed[key] = key
            named.setdefault(name, key)
    return named | keyed


def _key_of(word: Any, keys: Mapping[str, str]) -> Any:
    return keys.get(word, word) if isinstance(word, str) else word


# ------------------------------------------------------------------------------------- writing


def shortened(data: Any, shape: Shape) -> Any:
    """Return plain data in its short form.

    Args:
        data: What `Shape.write` made.

    Returns:
        Data that `Expansion` expands to the same.

    Example:
        >>> shortened({"source": "touchpoint:a", "target": "touchpoint:b"}, shape_of(Transition))
        'a >> b'
    """
    if isinstance(shape, Array):
        item = shape.item
        short = [shortened(each, item) for each in data]
        if isinstance(item, Record) and item.kind is Experience and data:
            experiences = {each["persona"]: _experience(each, item) for each in data}
            # Somebody with the key of a field would be taken for the field.
            return short if set(experiences) & set(item.fields) else experiences
        return short
    if not isinstance(shape, Record) or not isinstance(data, dict):
        return data
    members = {name: shortened(each, _field(shape, name)) for name, each in data.items()}
    if shape.kind is Emotion and set(data) == {"valence"}:
        return data["valence"]
    if shape.kind is Transition:
        return _short_transition(members)
    name = short_field(shape) if shape.kind is not Journey else None
    alone = data.get(name) if name and set(data) == {name} else None
    is_standard = isinstance(shape, ChannelShape) and slug(str(alone)) in BUILT_IN
    return alone if isinstance(alone, str) and not is_standard else members


def _experience(data: dict[str, Any], item: Record) -> Any:
    """An experience without its persona: what is felt, if that is all."""
    rest = {
        name: shortened(each, _field(item, name))
        for name, each in data.items()
        if name != "persona"
    }
    felt = rest.get("emotion")
    return felt if set(rest) == {"emotion"} and not isinstance(felt, dict) else rest


def _short_transition(members: dict[str, Any]) -> Any:
    """A transition as a path, and what else is said of it."""
    ends = [str(members.get(end, "")) for end in ("source", "target")]
    steps = [end.removeprefix("touchpoint:") for end in ends]
    rest = {name: each for name, each in members.items() if name not in {"source", "target"}}
    path = " >> ".join(steps)
    return {PATH: path, **rest} if rest else path


def short_schema() -> Schema:
    """Describe documents with short forms in JSON Schema, for editors that complete YAML.

    Returns:
        A new schema, which takes everything that `schema` takes as well.
    """
    whole = schema()
    definitions = whole["$defs"]
    for name, definition in definitions.items():
        if definition.get("type") != "object":
            continue
        for label, held in definition["properties"].items():
            definition["properties"][label] = _loose(held)
        if name == "Transition":
            definition["properties"][PATH] = {"type": "string"}
            definition["required"] = []
        if name == "Experience":
            definition["required"] = []
        if len(definition["required"]) < 2 and name != "Journey":  # noqa: PLR2004
            definitions[name] = {"anyOf": [{"type": ["string", "number", "null"]}, definition]}
    whole["$id"] += ":short"
    return whole


def _loose(held: Schema) -> Schema:
    """A list, one thing of it, or a mapping of names; or nothing."""
    description = {"description": held.pop("description")} if "description" in held else {}
    if held.get("type") == "array":
        any_of = [held, held["items"], {"type": "object"}, {"type": "null"}]
        return {**description, "anyOf": any_of}
    return {**description, "anyOf": [held, {"type": "null"}]}
