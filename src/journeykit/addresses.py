"""Addresses: where a thing stands in a journey, and where it was written."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

from attrs import field, frozen

from journeykit import fields
from journeykit.errors import ModelError

if TYPE_CHECKING:
    from journeykit.model import Persona, Stage, Touchpoint


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


def _keys(instance: object, attribute: object, value: tuple[str, ...]) -> None:
    """Accept keys that stay apart when they are joined by slashes."""
    fields.texts(instance, attribute, value)
    if "/" in "".join(value):
        raise ModelError(f"keys of an element: expected no slash in a key, got {value!r}")


@frozen(order=True)
class Element:
    """The address of one thing in a journey.

    Args:
        kind: What it is.
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

    @property
    def key(self) -> str:
        """The first key, which is the only one but for cells and transitions."""
        return self.keys[0] if self.keys else ""

    def __str__(self) -> str:
        """Show it in one word."""
        return f"{self.kind}:{'/'.join(self.keys)}"

    @classmethod
    def parse(cls, word: str) -> Element:
        """Read what ``str`` wrote.

        Args:
            word: A kind, a colon, and keys joined by slashes.

        Returns:
            The address.

        Raises:
            ModelError: The word is not an address.
        """
        expected = 'an element such as "stage:purchase"'
        kind, colon, keys = fields.expect(word, str, expected).partition(":")
        if not colon:
            raise ModelError(f'"{word}" is no element; expected "kind:key", as in "stage:purchase"')
        return cls(kind, tuple(keys.split("/")) if keys else ())  # type: ignore[arg-type]


is_element = fields.is_a(Element, "an element of the journey")


def as_step(step: Touchpoint | Stage | Element) -> Element:
    """The address of a touchpoint or stage; an address stays, and the validator sees the rest."""
    given: Any = step
    element = getattr(given, "element", None)
    if isinstance(element, Element) and element.kind in {"touchpoint", "stage"}:
        return element
    return given  # type: ignore[no-any-return]


is_step = fields.is_a(Element, "a touchpoint, a stage or the element of one")


def as_persona_key(persona: Persona | str) -> str:
    """The key of a persona; a key stays, and what is neither is left for the validator."""
    given: Any = persona
    element = getattr(given, "element", None)
    is_persona = isinstance(element, Element) and element.kind == "persona"
    return given.key if is_persona else given  # type: ignore[no-any-return]


def as_persona_keys(personas: Persona | str | Iterable[Persona | str]) -> tuple[str, ...]:
    """A tuple of the keys of personas."""
    each: tuple[Persona | str, ...] = fields.several(personas)
    return tuple(map(as_persona_key, each))


@frozen(order=True)
class Location:
    """Where something was written.

    Args:
        file: The path of the file.
        line: The line, counted from 1.
    """

    file: str
    line: int = 1

    __repr__ = fields.shown

    @classmethod
    def of_caller(cls) -> Location:
        """The first line outside this library, where the sentence was written.

        Returns:
            The location.
        """
        frame = sys._getframe(1)  # noqa: SLF001 — the documented way to ask who called
        while frame.f_back is not None and frame.f_code.co_filename.startswith(_HERE):
            frame = frame.f_back
        return cls(frame.f_code.co_filename, frame.f_lineno)


# Ends in a slash: what stands beside this library under a longer name is not of it. Without
# pathlib, which would be a twentieth of what importing the library costs.
_HERE = os.path.join(os.path.dirname(__file__), "")  # noqa: PTH118, PTH120
