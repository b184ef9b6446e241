"""Addresses: where a thing stands in a journey, and where it was written."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar, Literal, TypeAlias, get_args

from attrs import field, frozen

from journeykit import arguments, fields
from journeykit.errors import DuplicateKeyError, ModelError
from journeykit.printable import representation
from journeykit.text import slug

if TYPE_CHECKING:
    from journeykit.channels import Channel
    from journeykit.personas import Persona
    from journeykit.stages import Stage
    from journeykit.touchpoints import Touchpoint


ElementKind: TypeAlias = Literal[
    "journey",
    "persona",
    "stage",
    "touchpoint",
    "transition",
    "cell",
    "experience",
    "role",
    "condition",
    "goal",
    "need",
    "expectation",
    "behaviour",
    "pain",
    "opportunity",
    "metric",
    "channel",
    "segment",
    "system",
    "waiver",
]


WISHES: tuple[ElementKind, ...] = ("goal", "need", "expectation")
"""What a persona wants; the first key of its address says who."""

_SLUG = re.compile(r"[a-z0-9._-]{1,200}")


@lru_cache(maxsize=1 << 16)
def _is_slug(key: str) -> bool:
    """Whether a key is a text without doubt; most stand in many addresses."""
    return _SLUG.fullmatch(key) is not None


def _keys(instance: object, attribute: object, value: tuple[str, ...]) -> None:
    """Accept keys that stay apart when they are joined by slashes."""
    # Nearly all are slugs, of which a measure makes hundreds of thousands.
    for key in value:
        if type(key) is not str or not _is_slug(key):
            break
    else:
        return
    fields.texts(instance, attribute, value)
    if "/" in "".join(value):
        raise ModelError(f"keys of an element: expected no slash in a key, got {value!r}")


@frozen(order=True, cache_hash=True)
class Element:
    """The address of one thing in a journey.

    Args:
        keys: Its key, or the keys that meet in it (persona and stage for a cell).

    Example:
        >>> str(Element("touchpoint", ("pays",)))
        'touchpoint:pays'
        >>> Element.parse("cell:maya/purchase").keys
        ('maya', 'purchase')
    """

    kind: ElementKind = field(validator=fields.one_of("kind of element", get_args(ElementKind)))
    keys: tuple[str, ...] = field(converter=fields.as_texts, validator=_keys)

    __repr__ = fields.shown
    _repr_html_ = fields.card

    @property
    def key(self) -> str:
        """The first key, which is the only one but for cells and transitions."""
        return self.keys[0] if self.keys else ""

    def __str__(self) -> str:
        """Show it in one word."""
        return f"{self.kind}:{'/'.join(self.keys)}"

    @classmethod
    def parse(cls, word: str) -> Element:
        """Read what `str` wrote.

        Args:
            word: A kind, a colon, and keys joined by slashes.

        Returns:
            The address.

        Raises:
            ModelError: The word is not an address.
        """
        expected = 'an element such as "stage:purchase"'
        word = fields.expect(word, str, expected)
        kind, colon, keys = word.partition(":")
        if not colon:
            raise ModelError(f'"{word}" is no element; expected "kind:key", as in "stage:purchase"')
        # A transition names its ends as others do: in a document most addresses stand repeatedly.
        return shared(kind, *(keys.split("/") if keys else ()))  # type: ignore[arg-type]


@lru_cache(maxsize=1 << 16)
def _made_once(kind: ElementKind, *keys: str) -> Element:
    """The address of a thing, of which rules ask again and again."""
    return Element(kind, keys)


_LONGEST_SHARED = 200
"""How many characters all the keys of a shared address may have: no slug has more than 80."""


def shared(kind: ElementKind, *keys: str) -> Element:
    """The address of a thing whose keys are plain texts: made and checked once, and then shared.

    Rare long ones are made each time, so that what is kept stays small.
    """
    if sum(map(len, keys)) > _LONGEST_SHARED:
        return Element(kind, keys)
    return _made_once(kind, *keys)


class Keyed:
    """What has a key, and so an address in a journey."""

    __slots__ = ()

    _kind: ClassVar[ElementKind]
    key: str

    @property
    def element(self) -> Element:
        """Its address in a journey."""
        # A class of one's own that is a text may compare and hash as it likes.
        key = self.key
        if type(key) is str and len(key) <= _LONGEST_SHARED:
            return _made_once(self._kind, key)
        return Element(self._kind, (key,))


def _address_in(value: object) -> Element | None:
    """The address of a thing, if its class, which may be anybody's, says that it has one."""
    element = arguments.part(value, "element")
    return element if isinstance(element, Element) else None


def element_of(element: object) -> Element:
    """The address of a thing in a journey.

    Args:
        element: A journey, persona, stage, touchpoint, transition, pain, goal, metric, opportunity,
            channel, segment or system; an address is its own.

    Raises:
        ModelError: It has none.
    """
    address = element if isinstance(element, Element) else _address_in(element)
    if address is not None and not isinstance(element, type):
        return address
    description = fields.described(element)
    key = representation(element)
    advice = f"; journey[{key}] is what has that key or name" if isinstance(element, str) else ""
    raise ModelError(f"expected something that stands in a journey, got {description}{advice}")


def key_of(element: object) -> str:
    """The key of a value, or of the value that has such a name."""
    if isinstance(element, str):
        name = arguments.plain(element)
        return name if name.casefold() == name and fields.is_key(name) else slug(name)
    return arguments.characters(arguments.part(element, "key")) or representation(element)


def cell(
    persona: Persona | str, stage: Stage | str, channel: Channel | str | None = None
) -> Element:
    """Address what one persona meets in one stage, on one channel if given.

    Args:
        persona: The persona, or its key.
        stage: The stage, its name or its key.
        channel: The channel, or its key.

    Example:
        >>> str(cell("maya", "Purchase"))
        'cell:maya/purchase'
    """
    keys = [key_of(persona), key_of(stage)]
    if channel is not None:
        keys.append(key_of(channel))
    return Element("cell", tuple(keys))


def refuse_twins(kind: str, named: Iterable[tuple[str, str]]) -> None:
    """Refuse two things under one key; each comes as its key and its name."""
    seen: dict[str, str] = {}
    for key, name in named:
        if key in seen:
            raise DuplicateKeyError(kind, key, first=seen[key], second=name)
        seen[key] = name


is_element = fields.is_a(Element, "an element of the journey")


def as_step(step: Touchpoint | Stage | Element) -> Element:
    """The address of a touchpoint or stage; an address stays, and the validator sees the rest."""
    value: Any = step
    element = _address_in(value)
    if element is not None and element.kind in {"touchpoint", "stage"}:
        return element
    return value  # type: ignore[no-any-return]


is_step = fields.is_a(Element, "a touchpoint, a stage or the element of one")


def as_persona_key(persona: Persona | str) -> str:
    """The key of a persona; a key stays, and what is neither is left for the validator."""
    value: Any = persona
    element = _address_in(value)
    is_persona = element is not None and element.kind == "persona"
    return value.key if is_persona else value  # type: ignore[no-any-return]


def persona_key(persona: object) -> str:
    """The key of a persona, which must be a persona and not its name."""
    element = _address_in(persona)
    if element is None or element.kind != "persona" or element is persona:
        raise ModelError(
            f'expected a persona such as persona("Maya"), got {fields.described(persona)}'
        )
    return element.key


def as_persona_keys(personas: Persona | str | Iterable[Persona | str]) -> tuple[str, ...]:
    """A tuple of the keys of personas."""
    each: tuple[Persona | str, ...] = fields.several(personas)
    return tuple(map(as_persona_key, each))


@frozen(order=True)
class Location:
    """Where something was written: a line of a file, or of a cell of a notebook.

    Args:
        file: The path of the file; empty in a notebook.
        line: The line, counted from 1.
        cell: The number of the cell, as it stands in brackets beside it; 0 in a file.

    Example:
        >>> print(Location("gift.py", 12), Location("", 11, 4), sep="; ")
        gift.py:12; cell 4, line 11
    """

    file: str
    line: int = 1
    cell: int = 0

    __repr__ = fields.shown
    _repr_html_ = fields.card

    def __str__(self) -> str:
        """Show a file as editors and terminals link it."""
        return f"cell {self.cell}, line {self.line}" if self.cell else f"{self.file}:{self.line}"

    @classmethod
    def of_caller(cls) -> Location | None:
        """The first line outside this library, where the sentence was written.

        Returns:
            The location; None in a notebook whose cells have no numbers.
        """
        frame = sys._getframe(1)  # noqa: SLF001 — the documented way to ask who called
        while frame.f_back is not None and frame.f_code.co_filename.startswith(_HERE):
            frame = frame.f_back
        file = frame.f_code.co_filename
        if not _NOTEBOOK.search(file):
            return cls(file, frame.f_lineno)
        number = _number_of_cell(file)
        return cls("", frame.f_lineno, number) if number else None


_NOTEBOOK = re.compile(r"<ipython-input-|[/\\](?:ipykernel_\d+[/\\]|__marimo__cell_)")
"""What kernels call the code of a cell: IPython in a terminal, in Jupyter and VS Code, and marimo.

None of these is a file that anybody could open."""


def _number_of_cell(file: str) -> int:
    """The number of a cell of IPython; 0 if it has none."""
    in_name = re.match(r"<ipython-input-(\d+)-", file)
    if in_name:
        return int(in_name[1])
    ipython = sys.modules.get("IPython")  # which runs, or there were no cell
    shell = ipython.get_ipython() if ipython is not None else None
    number = getattr(getattr(shell, "compile", None), "_filename_map", {}).get(file, 0)
    return number if isinstance(number, int) else 0


is_location = fields.maybe(fields.is_a(Location, "a location"))


# Ends in a slash: what stands beside this library under a longer name is not of it. Without
# pathlib, which would be a twentieth of what importing the library costs.
_HERE = os.path.join(os.path.dirname(__file__), "")  # noqa: PTH118, PTH120
